"""Mails that are too large, or that hold what no text may hold."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

import desk as house

from .checks import run

MEBIBYTE = 1 << 20
LIMIT = 50 * MEBIBYTE
LINE = b"x" * 76 + b"\r\n"
# The body that is held, its growth, and the pieces on their way.
RESIDENT_GROWTH_MAX = 220 * MEBIBYTE


def run_all(checks, desk, token, is_short):
    hidden_characters(checks, desk, token)
    too_large(checks, desk)
    piped(checks, desk)
    unpiped(checks, desk)
    if not is_short:
        large(checks, desk, token)


def hidden_characters(checks, desk, token):
    """NUL and direction overrides in the header and the body: a ticket, without NUL, its direction kept."""
    subject = "hid\0den \u202egnp.exe\u2069"
    body = "The b\0ody \u202eturns.\u202c"
    mail = (
        f"From: \u202eCarla <carla@acme.example>\r\nTo: support@harbor.example\r\nMessage-ID: <hidden@acme.example>"
        f"\r\nX-Nul: a\0b\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}")
    client = house.Client(desk.lmtp_port, desk.support)
    client.send("carla@acme.example", mail.encode())
    client.close()
    ticket = desk.wait_for_ticket(token, "den")
    text = json.dumps(ticket, ensure_ascii=False)
    checks.names("hidden characters: the words", text, "gnp.exe", "turns.")
    for name, character in (("NUL", "\\u0000"), ("RLO", "\u202e"), ("PDI", "\u2069")):
        checks.lacks(f"hidden characters: {name} in the subject", ticket.get("subject", ""), character)
    for name, character in (("NUL", "\\u0000"), ("RLO", "\u202e")):
        checks.lacks(f"hidden characters: {name} anywhere", text, character)


def too_large(checks, desk):
    """60 MB over LMTP: refused at once where the size is said, else after the end; little memory is used."""
    line = Line(desk)
    line.say(b"LHLO big.example\r\n")
    answer = line.say(f"MAIL FROM:<carla@acme.example> SIZE={60 * MEBIBYTE}\r\n".encode())
    checks.names("60 MB declared", answer, "552 5.3.4", str(LIMIT))
    before = desk.resident()
    line.say(b"MAIL FROM:<carla@acme.example>\r\n")
    line.say(f"RCPT TO:<{desk.support}>\r\n".encode())
    line.say(b"DATA\r\n")
    line.socket.sendall(b"Subject: big\r\n\r\n")
    for _ in range(60):
        line.socket.sendall(LINE * (MEBIBYTE // len(LINE) + 1))
    checks.names("60 MB sent", line.say(b".\r\n"), "552 5.3.4")
    checks.at_most("60 MB sent: memory", desk.resident(highest=True) - before, RESIDENT_GROWTH_MAX)
    checks.names("60 MB sent: the connection goes on", line.say(b"NOOP\r\n"), "250")
    line.socket.close()
    still_serves(checks, desk, "after 60 MB")


def still_serves(checks, desk, when):
    client = house.Client(desk.lmtp_port, desk.support)
    client.send("carla@acme.example", house.message(f"still here {when}", f"still.{time.time_ns()}"))
    client.close()
    subjects = desk.wait_for(lambda now: f"still here {when}" in now, 20)
    checks.equal(f"the desk serves {when}", subjects.count(f"still here {when}"), 1)


def piped(checks, desk):
    """The pipe beside the running desk: kept once; what is no message or too large has its code."""
    receive = [desk.binary, "mail", "receive", "--data", desk.data]
    code, _, errors = run(*receive, input=house.message("piped beside", "piped").replace(b"\r\n", b"\n"))
    checks.equal(f"receive beside the desk: code ({errors})", code, 0)
    run(*receive, input=house.message("piped beside", "piped"))
    subjects = desk.wait_for(lambda now: "piped beside" in now, 20)
    checks.equal("receive beside the desk, twice: tickets", subjects.count("piped beside"), 1)
    code, _, errors = run(*receive, input=b"Subject: big\n\n" + LINE * (60 * MEBIBYTE // len(LINE)))
    checks.equal("receive 60 MB: code", code, 65)
    checks.names("receive 60 MB: what", errors, str(LIMIT))
    for name, bad in (("nothing", b""), ("no message", b"\0\1\2 words\n"), ("a line", b"hello\n")):
        code, _, errors = run(*receive, input=bad)
        checks.equal(f"receive {name}: code", code, 65)
        checks.names(f"receive {name}: what", errors, "not a message")
    code, _, errors = run(*receive, "--to", "x@elsewhere.example", input=house.message("x", "x"))
    checks.equal("receive for a stranger: code", code, 67)
    checks.names("receive for a stranger: what", errors, "x@elsewhere.example")


def large(checks, desk, token):
    """A mail just under the limit is a ticket, over both ways."""
    body = LINE * ((LIMIT - 4096) // len(LINE))
    client = house.Client(desk.lmtp_port, desk.support)
    client.send("carla@acme.example", house.message("large by LMTP", "large.lmtp") + b"\r\n" + body)
    client.close()
    code, _, errors = run(
        desk.binary, "mail", "receive", "--data", desk.data,
        input=house.message("large by pipe", "large.pipe") + b"\r\n" + body)
    checks.equal(f"receive of 50 MB: code ({errors})", code, 0)
    wanted = {"large by LMTP", "large by pipe"}
    subjects = desk.wait_for(lambda now: wanted <= set(now), 60)
    checks.equal("mails of 50 MB: tickets", {s for s in subjects if s in wanted}, wanted)


class Line:
    """One LMTP connection, a reply for each command."""

    def __init__(self, desk):
        self.socket = socket.create_connection((house.HOST, desk.lmtp_port), timeout=120)
        self.replies = self.socket.makefile("rb")
        self._reply()

    def say(self, command):
        self.socket.sendall(command)
        return self._reply()

    def _reply(self):
        while (line := self.replies.readline())[3:4] == b"-":
            pass
        return line.decode(errors="replace")


def unpiped(checks, desk):
    """Where nothing can be read, and where nothing can be kept."""
    closed = subprocess.run(
        [desk.binary, "mail", "receive", "--data", desk.data], capture_output=True, text=True, timeout=60,
        preexec_fn=lambda: os.close(0))
    checks.equal("receive without standard input: code", closed.returncode, 66)
    checks.names("receive without standard input: what", closed.stderr, "standard input can't be read")
    spoilt = Path(desk.data + "-spoilt")
    spoilt.mkdir()
    (spoilt / "duly.sqlite").write_bytes(os.urandom(100_000))
    code, _, errors = run(
        desk.binary, "mail", "receive", "--data", str(spoilt), input=house.message("spoilt", "spoilt"))
    checks.equal("receive into a file that is no store: code", code, 74)
    checks.names("receive into a file that is no store: what", errors, "duly.sqlite")
