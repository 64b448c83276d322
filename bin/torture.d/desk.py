"""A desk in a process of its own, and a client that speaks LMTP to it. Shared by the tortures of mail."""

import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
START_SECONDS_MAX = 60


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def default_binary():
    return os.environ.get("DULY", str(ROOT / ".build/release/duly"))


class Desk:
    """Starts, kills and asks one demo desk. Only the process started here is ever signalled."""

    def __init__(self, binary, data=None):
        if not os.access(binary, os.X_OK):
            sys.exit(f"{binary} is no program; build it with bin/serve, or name another with --binary")
        self.binary = binary
        self.is_ours = data is None
        self.data = data or tempfile.mkdtemp(prefix="duly-torture-")
        self.port = free_port()
        self.lmtp_port = free_port()
        self.smtp_port = None
        self.options = []
        self.process = None
        self.support = None
        self.log = Path(self.data.rstrip("/") + ".log")

    def open_smtp(self):
        """From its next start on it takes mail by SMTP too."""
        self.smtp_port = free_port()
        self.options += ["--smtp-port", str(self.smtp_port), "--smtp-name", "mx.desk.example"]

    def start(self, log=None):
        """`log` is where its words go, kept for later starts; without it beside the data."""
        self.log = Path(log) if log else self.log
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--demo", "--data", self.data, "--port", str(self.port),
                 "--lmtp-port", str(self.lmtp_port), *self.options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + START_SECONDS_MAX
        while not self._is_ready():
            if self.process.poll() is not None:
                sys.exit(f"the desk ended with {self.process.returncode}; see {self.log}")
            if time.monotonic() > end:
                sys.exit(f"the desk didn't open in {START_SECONDS_MAX} s; see {self.log}")
            time.sleep(0.02)

    def _is_ready(self):
        try:
            with socket.create_connection((HOST, self.lmtp_port), timeout=5) as probe:
                is_up = probe.recv(3) == b"220"
            for port in filter(None, (self.port, self.smtp_port)):
                socket.create_connection((HOST, port), timeout=5).close()
        except OSError:
            return False
        if is_up and self.support is None:
            found = re.search(r"LMTP on .*, for (\S+@\S+)", self.log.read_text(errors="replace"))
            self.support = found and found[1]
        return is_up and self.support is not None

    def kill(self):
        """The way a machine dies: kill -9, nothing is told."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def copy(self, folder):
        """The data as they are, in another folder; the desk is stopped for it and runs again."""
        self.stop()
        shutil.copytree(self.data, folder)
        self.start()
        return folder

    def token(self):
        """A token for the API. It is minted while the desk is stopped; the desk runs again after it."""
        self.stop()
        minted = subprocess.run(
            [self.binary, "token", "mint", "--data", self.data, "--person", "mara@harbor.example", "--name",
             "torture"], check=True, capture_output=True)
        self.start()
        return minted.stdout.decode().strip()

    def ask(self, method, path, token, body=None):
        """The status of one HTTP request, and its answer, read as JSON where it is."""
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {})
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        return answer.status, json.loads(text) if "json" in answer.headers["Content-Type"] else text

    def sign_in(self, who):
        """The session cookie of one of the demo's people."""
        words = dict(line.split() for line in Path(self.data, "demo-sign-ins.txt").read_text().splitlines())
        line = http.client.HTTPConnection(HOST, self.port, timeout=30)
        line.request("POST", "/sign-in", urllib.parse.urlencode({"email": who, "password": words[who]}), {
            "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{HOST}:{self.port}"})
        answer = line.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
        if answer.status != 303 or not cookie:
            sys.exit(f"the sign-in of {who} was answered {answer.status}")
        return cookie

    def wait_for_ticket(self, token, word, seconds=20):
        """The ticket whose subject has this word, as the API gives it; empty when none comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for row in self.ask("GET", "/api/tickets", token)[1].get("tickets", []):
                if word in row["subject"]:
                    return self.ask("GET", f"/api/tickets/{row['id']}", token)[1]
            time.sleep(0.2)
        return {}

    def resident(self, highest=False):
        """Bytes of memory that the process holds, or has held at most."""
        name = "VmHWM" if highest else "VmRSS"
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) << 10

    def subjects(self):
        """The subject of every ticket, as often as there are tickets with it."""
        found = subprocess.run(
            [self.binary, "tickets", "--data", self.data, "--json"], check=True, capture_output=True)
        return [json.loads(line)["subject"] for line in found.stdout.splitlines() if line.strip()]

    def rows(self, sql):
        """What the database answers, asked beside the desk."""
        store = sqlite3.connect(f"file:{self.data}/duly.sqlite?mode=ro", uri=True, timeout=30)
        try:
            return store.execute(sql).fetchall()
        finally:
            store.close()

    def change(self, sql):
        """How many rows a statement changed; the desk is stopped for it."""
        self.stop()
        store = sqlite3.connect(f"{self.data}/duly.sqlite", isolation_level=None)
        try:
            return store.execute(sql).rowcount
        finally:
            store.close()

    def wait_for(self, is_enough, seconds):
        """Asks for the subjects until they are enough, or no more come for so many seconds."""
        subjects, quiet_since = [], time.monotonic()
        while time.monotonic() - quiet_since < seconds:
            now = self.subjects()
            if len(now) != len(subjects):
                quiet_since = time.monotonic()
            subjects = now
            if is_enough(subjects):
                break
            time.sleep(0.5)
        return subjects

    def clear(self):
        if self.is_ours:
            shutil.rmtree(self.data, ignore_errors=True)
            self.log.unlink(missing_ok=True)


class Lost(Exception):
    """The connection broke or the desk asked to try again: no 250 was given."""


class Client:
    """One connection that pipelines each mail: LMTP, or SMTP with EHLO as its greeting. `source` is the loopback
    address it comes from."""

    def __init__(self, port, recipient, greeting="LHLO", source=HOST):
        self.recipient = recipient
        try:
            self.socket = socket.create_connection((HOST, port), timeout=60, source_address=(source, 0))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.replies = self.socket.makefile("rb")
            self._expect("220")
            self.socket.sendall(f"{greeting} torture.example\r\n".encode())
            self._expect("250")
        except OSError as problem:
            raise Lost(str(problem)) from problem

    def send(self, sender, message):
        """Returns after the 250 that says the mail is on disk; otherwise raises Lost."""
        head = f"MAIL FROM:<{sender}>\r\nRCPT TO:<{self.recipient}>\r\nDATA\r\n".encode()
        try:
            self.socket.sendall(head)
            for code in ("250", "250", "354"):
                self._expect(code)
            self.socket.sendall(message + b"\r\n.\r\n")
            self._expect("250")
        except OSError as problem:
            raise Lost(str(problem)) from problem

    def _expect(self, code):
        while True:
            line = self.replies.readline()
            if not line:
                raise Lost("the connection was closed")
            if line[3:4] != b"-":
                break
        if not line.startswith(code.encode()):
            raise Lost(line.decode(errors="replace").strip())

    def close(self):
        try:
            self.replies.close()
            self.socket.close()
        except OSError:
            pass


def message(subject, message_id, size=0):
    """A plain mail of Carla's to the desk."""
    lines = [
        "From: Carla <carla@acme.example>", "To: Support <support@desk.example>", f"Subject: {subject}",
        f"Message-ID: <{message_id}@acme.example>", "Date: Mon, 2 Nov 2026 16:50:00 +0100",
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "",
        f"The report is empty since this morning ({subject}).", "Please have a look.",
    ]
    filler = "It fails for every user of the finance group, on all of their machines."
    lines += [filler] * max(0, (size - sum(map(len, lines)) + len(filler) - 1) // len(filler))
    return "\r\n".join(lines).encode()
