#!/usr/bin/env python3
"""Who sent a mail, found out over the network: the desk's own SPF and DKIM ask a real name server, which answers,
fails, or says nothing. All of it happens in a network of its own, with addresses that are not the loopback's, since
of the loopback nothing can be told. Needs root.

names.py [--plant]     DULY names the program. --plant expects another word everywhere, which must fail."""

import os
import re
import smtplib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bin/torture.d"))
import desk as house  # noqa: E402
import name_server  # noqa: E402

FIXTURES = ROOT / "Tests/Fixtures/mail"
DESK, ACME, STRANGER = "192.0.2.10", "192.0.2.1", "192.0.2.66"
INSIDE = "DULY_NAMES_INSIDE"


def enter():
    """Runs this script again in a network and a file tree of its own."""
    may = os.geteuid() == 0 and subprocess.run(
        ["unshare", "--net", "--mount", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    if not may:
        print("names: not tried; it needs root, and the right to a network of its own")
        sys.exit(0)
    os.execvpe("unshare", ["unshare", "--net", "--mount", sys.executable, *sys.argv],
               dict(os.environ, **{INSIDE: "1"}))


def prepare(folder):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (DESK, ACME, STRANGER):
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    resolver = Path(folder) / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)


def zone():
    names = name_server.NameServer()
    key = re.sub(r"\s", "", (FIXTURES / "signing-key.txt").read_text())
    names.put("s1._domainkey.harbor.example", "TXT", f"v=DKIM1; k=rsa; p={key}")
    names.put("acme.example", "TXT", "a site's own words", "v=spf1 ip4:192.0.2.1 -all")
    names.put("mx.acme.example", "TXT", "v=spf1 a -all")
    names.put("mx.acme.example", "A", ACME)
    names.put("harbor.example", "TXT", "v=spf1 -all")
    # Longer than a datagram: it comes by TCP.
    names.put("long.example", "TXT", "v=spf1 " + "ip4:198.51.100.77 " * 40 + "include:acme.example ~all")
    names.put("endless.example", "TXT", "v=spf1 include:endless.example -all")
    names.put("twice.example", "TXT", "v=spf1 -all", "v=spf1 +all")
    names.silent = {"silent.example"}
    names.broken = {"broken.example"}
    return names


def send(desk, fixture, sender, peer):
    """Gives a fixture by SMTP from an address; it must be taken."""
    text = re.sub(rb"\r\n|\r|\n", b"\r\n", (FIXTURES / f"{fixture}.eml").read_bytes())
    with smtplib.SMTP(DESK, desk.smtp_port, "mx.acme.example", 60, (peer, 0)) as line:
        line.sendmail(sender, [desk.support], text)


def entered(desk):
    """What was found out about the newest mail, and whether it is in quarantine."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        state, findings = desk.rows("""
            SELECT inbox.state, findings FROM inbox JOIN entrance ON entrance.inbox = inbox.id
            ORDER BY inbox.id DESC LIMIT 1""")[0]
        if state != "new":
            return findings, state == "quarantined"
        time.sleep(0.05)
    sys.exit("names: a mail stayed in the inbox")


def without_key(names):
    names.zone.pop(("s1._domainkey.harbor.example", "TXT"))


def silent_key(names):
    names.silent.add("s1._domainkey.harbor.example")


# A change of the zone, mail, return path, client, what is found, and whether an agent's mail waits for a person.
CASES = [
    (None, "plain", "carla@acme.example", ACME, "spf=pass smtp.mailfrom=acme.example", False),
    (None, "thread-index-outlook", "carla@acme.example", STRANGER, "spf=fail", False),
    (None, "thread-index-broken", "", ACME, "spf=pass smtp.helo=mx.acme.example", False),
    (None, "header-only", "x@long.example", ACME, "spf=pass smtp.mailfrom=long.example", False),
    (None, "type-empty", "x@long.example", STRANGER, "spf=softfail", False),
    (None, "flowed", "x@endless.example", ACME, "spf=permerror", False),
    (None, "uuencode", "x@twice.example", ACME, "spf=permerror", False),
    (None, "html-only", "x@nowhere.example", ACME, "spf=none", False),
    (None, "alternative", "x@broken.example", ACME, "spf=temperror", False),
    (None, "flowed-delsp", "x@silent.example", ACME, "spf=temperror", False),
    (None, "agent-signed", "ana@harbor.example", STRANGER, "dkim=pass header.d=harbor.example", False),
    (None, "agent-signed-then-changed", "ana@harbor.example", STRANGER, "dkim=fail", True),
    # Its key is nowhere, and the domain is another's.
    (None, "agent-signed-by-stranger", "x@evil.example", STRANGER, "dkim=fail header.d=evil.example", True),
    (without_key, "agent-forward-signed", "ana@harbor.example", STRANGER, "dkim=fail", True),
    (silent_key, "agent-forward-as-file", "ana@harbor.example", STRANGER, "dkim=temperror", True),
]


def judge(desk, names, is_planted):
    faults = 0
    for change, fixture, sender, peer, expected, waits in CASES:
        if change:
            change(names)
        send(desk, fixture, sender, peer)
        found, is_kept = entered(desk)
        word = "spf=nonsense" if is_planted else expected
        if word not in found or is_kept != waits:
            faults += 1
            print(f"names: {fixture} from {sender or '<>'} at {peer}: {found}, "
                  f"{'kept back' if is_kept else 'taken in'}; expected {word}", file=sys.stderr)
    by_tcp = ("long.example", "TXT", "TCP") in names.asked
    if not by_tcp:
        faults += 1
        print("names: no answer came by TCP", file=sys.stderr)
    return faults


def main():
    if INSIDE not in os.environ:
        enter()
    is_planted = "--plant" in sys.argv
    with tempfile.TemporaryDirectory(prefix="duly-names-") as folder:
        prepare(folder)
        names = zone()
        desk = house.Desk(house.default_binary(), folder + "/desk")
        desk.open_smtp()
        desk.options += ["--smtp-host", "0.0.0.0"]
        try:
            desk.start()
            faults = judge(desk, names, is_planted)
        finally:
            desk.stop()
    print(f"names: {len(CASES)} mails, {len(names.asked)} questions to the name server, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
