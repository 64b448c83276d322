#!/usr/bin/env python3
"""A line to a mailbox that dies without a word, as a NAT forgets it: no packet of it arrives any more, in neither
direction, and nobody is told; a new line to the same server works. New mail must be a ticket within 60 s of it.
Desk and mail server are each in a network of their own. Needs root.

silent_line.py [--plant]     DULY names the program. --plant allows 5 s instead, which must fail."""

import os
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bin/torture.d"))
import desk as house  # noqa: E402

DESK, SERVER, PORT = "192.0.2.10", "192.0.2.20", 993
INSIDE = "DULY_SILENT_INSIDE"
SECONDS_MAX = 60


class Mailbox:
    """An IMAP server with one folder, told by standard input to add a mail, or to let all its lines die."""

    def __init__(self, folder):
        self.mails, self.waiting, self.peers, self.lock = [], {}, [], threading.Lock()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")

    def serve(self):
        listener = socket.create_server((SERVER, PORT))
        threading.Thread(target=self.accept, args=(listener,), daemon=True).start()
        print("ready", flush=True)
        for line in sys.stdin:
            if line.startswith("add"):
                self.add(line.split(maxsplit=1)[1].strip())
            elif line.startswith("cut"):
                self.cut()
            print(f"{len(self.peers)} lines", flush=True)

    def accept(self, listener):
        while True:
            line, peer = listener.accept()
            self.peers.append(peer[1])
            threading.Thread(target=self.talk, args=(line,), daemon=True).start()

    def add(self, subject):
        with self.lock:
            self.mails.append(house.message(subject, subject.replace(" ", ".")))
            for _, say in self.waiting.values():
                say(f"* {len(self.mails)} EXISTS")

    def cut(self):
        """Packets of the lines there are go nowhere. The kernel asks the table of local addresses after it."""
        ip("rule", "add", "pref", "100", "lookup", "local")
        for port in self.peers:
            ip("rule", "add", "pref", "10", "from", DESK, "ipproto", "tcp", "sport", str(port), "blackhole")
            ip("rule", "add", "pref", "10", "to", DESK, "ipproto", "tcp", "dport", str(port), "blackhole")
        ip("rule", "del", "pref", "0")

    def talk(self, line):
        try:
            with self.tls.wrap_socket(line, server_side=True) as secure:
                self.converse(secure)
        except OSError:
            pass

    def converse(self, secure):
        def say(text):
            secure.sendall(text.encode() + b"\r\n")

        say("* OK ready")
        for line in secure.makefile("r", newline="\r\n"):
            tag, command = line.strip().split(" ", 1) if " " in line else ("", line.strip())
            with self.lock:
                if command == "DONE":
                    tag, _ = self.waiting.pop(secure)
                elif command == "IDLE":
                    self.waiting[secure] = (tag, say)
                    say("+ idling")
                    continue
                for answer in self.answers(command):
                    say(answer)
                say(f"{tag} OK done")

    def answers(self, command):
        if command == "CAPABILITY":
            return ["* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE"]
        if command.startswith("SELECT"):
            return [f"* {len(self.mails)} EXISTS", "* OK [UIDVALIDITY 17] v",
                    f"* OK [UIDNEXT {len(self.mails) + 1}] n"]
        numbers = [int(number) for number in re.findall(r"[0-9]+", command.split(" (")[0])]
        wanted = range(numbers[0], (numbers + numbers)[1] + 1) if numbers else []
        if command.startswith("UID SEARCH"):
            return [f"* SEARCH {' '.join(str(n + 1) for n in range(len(self.mails)) if n + 1 >= numbers[0])}"]
        if "RFC822.SIZE" in command:
            return [f"* {n} FETCH (UID {n} RFC822.SIZE {len(self.mails[n - 1])})" for n in wanted]
        if "BODY.PEEK" in command:
            return [f"* {n} FETCH (UID {n} BODY[] {{{len(self.mails[n - 1])}}}\r\n"
                    f"{self.mails[n - 1].decode()})" for n in wanted]
        return []


def ip(*words):
    subprocess.run(["ip", *words], check=True)


# What the test does to its network: not every machine that gives one allows this in it.
PROBE = ("ip link add try0 type veth peer name try1 && ip link set lo up"
         " && ip rule add pref 10 from 127.0.0.9 ipproto tcp sport 9 blackhole")


def enter():
    """Runs this script again in a network of its own."""
    may = os.geteuid() == 0 and subprocess.run(
        ["unshare", "--net", "sh", "-c", PROBE], stderr=subprocess.DEVNULL, check=False).returncode == 0
    if not may:
        print("silent line: not tried; it needs root, and the right to a network of its own")
        sys.exit(0)
    os.execvpe("unshare", ["unshare", "--net", sys.executable, *sys.argv], dict(os.environ, **{INSIDE: "1"}))


class Server:
    """The mailbox in another network, at the other end of a cable."""

    def __init__(self, folder):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=imap", "-addext", f"subjectAltName=IP:{SERVER}", "-keyout",
             f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"], check=True, stderr=subprocess.DEVNULL)
        ip("link", "set", "lo", "up")
        ip("link", "add", "desk0", "type", "veth", "peer", "name", "imap0")
        self.process = subprocess.Popen(
            ["unshare", "--net", sys.executable, __file__, "--mailbox", folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.expect("network")
        ip("link", "set", "imap0", "netns", str(self.process.pid))
        ip("address", "add", f"{DESK}/24", "dev", "desk0")
        ip("link", "set", "desk0", "up")
        self.tell("go")
        self.expect("ready")

    def expect(self, word):
        line = self.process.stdout.readline()
        if word not in line:
            sys.exit(f"silent line: the mail server said {line!r} and not {word}")
        return line

    def tell(self, words):
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()

    def do(self, words):
        """Gives how many lines it has had."""
        self.tell(words)
        return int(self.expect("lines").split()[0])

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def serve(folder):
    print("network", flush=True)
    sys.stdin.readline()
    ip("address", "add", f"{SERVER}/24", "dev", "imap0")
    ip("link", "set", "imap0", "up")
    Mailbox(folder).serve()


def add_mailbox(desk, folder):
    desk.start()
    desk.stop()
    subprocess.run(
        [desk.binary, "mailbox", "add", "support", "--data", desk.data, "--person", "ivo@harbor.example", "--host",
         SERVER, "--port", str(PORT), "--user", "support", "--authorities", f"{folder}/certificate.pem",
         "--existing"],
        input="harbour-7\n", text=True, check=True, stdout=subprocess.DEVNULL)
    desk.start()


def subjects(desk):
    try:
        return {row[0] for row in desk.rows("SELECT subject FROM ticket")}
    except sqlite3.OperationalError:
        return set()


def seconds_until(desk, subject, seconds):
    """None when it does not come."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if subject in subjects(desk):
            return time.monotonic() - start
        time.sleep(0.2)
    return None


def judge(desk, server, seconds):
    server.do("add Before the cut")
    if seconds_until(desk, "Before the cut", 30) is None:
        return "the first mail did not come"
    time.sleep(2)
    if server.do("cut") != 1:
        return "the desk had more than one line"
    server.do("add After the cut")
    took = seconds_until(desk, "After the cut", seconds)
    lines = server.do("count")
    print(f"silent line: new mail came {f'after {took:.0f} s' if took else 'not in time'}, by line {lines}")
    if took is None:
        return f"new mail did not come within {seconds} s"
    return "it came by the dead line" if lines != 2 or took < 5 else None


def main():
    if "--mailbox" in sys.argv:
        return serve(sys.argv[-1])
    if INSIDE not in os.environ:
        enter()
    seconds = 5 if "--plant" in sys.argv else SECONDS_MAX
    with tempfile.TemporaryDirectory(prefix="duly-silent-") as folder:
        server = Server(folder)
        desk = house.Desk(house.default_binary(), folder + "/desk")
        try:
            add_mailbox(desk, folder)
            fault = judge(desk, server, seconds)
        finally:
            desk.stop()
            server.stop()
    if fault:
        print(f"silent line: {fault}", file=sys.stderr)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
