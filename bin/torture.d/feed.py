"""Mails of many senders that come into one desk by LMTP, by SMTP and through a mailbox, each until it is taken."""

import collections
import random
import threading
import time

import desk as house

ACCOUNT = "support@imap.test"
# Of the SMTP server: what one address may send in a minute, with some room.
MAILS_PER_ADDRESS = 50
WAYS = ("LMTP", "SMTP", "IMAP")


class Letter:
    """A mail of the run. Every sixth is a second one of the sender before; every twentieth comes by two ways."""

    def __init__(self, run, number, dice):
        self.number = number
        self.is_second = number % 6 == 5
        person = number - 1 if self.is_second else number
        domain = "acme.example" if person % 10 == 0 else f"c{person % 100}.example"
        self.sender = f"p{person}@{domain}"
        self.subject = f"torture {run} mail {number}"
        self.id = f"{run}.{number}@{domain}"
        self.before = f"{run}.{person}@{domain}" if self.is_second else None
        self.ways = dice.sample(WAYS, 2) if number % 20 == 7 else [dice.choice(WAYS)]

    def bytes(self, support, copy=""):
        lines = [
            f"From: P{self.number} <{self.sender}>", f"To: Support <{support}>", f"Subject: {self.subject}",
            f"Message-ID: <{copy}{self.id}>", "Date: Mon, 2 Nov 2026 16:50:00 +0100", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8"]
        if self.before:
            lines += [f"In-Reply-To: <{self.before}>", f"References: <{self.before}>"]
        lines += ["", f"The report is empty since this morning ({self.subject}).", "Please have a look."]
        return "\r\n".join(lines).encode()


class Pace:
    """Spreads the mails over the time that the kills take, so that each kill falls among some."""

    def __init__(self, count, seconds):
        self.rate = count / seconds if seconds else float("inf")
        self.began = time.monotonic()
        self.taken = 0
        self.lock = threading.Lock()

    def wait(self):
        with self.lock:
            self.taken += 1
            due = self.began + self.taken / self.rate
        time.sleep(max(0, due - time.monotonic()))


class Feed:
    """All ways at once, on threads of their own."""

    def __init__(self, desk, bed, letters, pace, seed):
        self.desk, self.bed, self.pace = desk, bed, pace
        self.queues = {way: collections.deque() for way in WAYS}
        for letter in letters:
            for way in letter.ways:
                self.queues[way].append(letter)
        self.again = 0
        self.lock = threading.Lock()
        self.addresses = self._addresses(random.Random(seed))
        works = [self._mailbox] + [self._lmtp] * 3 + [self._smtp] * 3
        self.threads = [threading.Thread(target=work, daemon=True) for work in works]

    def start(self):
        for thread in self.threads:
            thread.start()

    def join(self):
        for thread in self.threads:
            thread.join()

    @staticmethod
    def _addresses(dice):
        """Loopback addresses, each once: the SMTP server counts by address."""
        first = dice.randrange(1, 200)
        for number in range(1 << 16):
            yield f"127.{first}.{number >> 8}.{number & 255 or 1}"

    def _lmtp(self):
        self._speak("LMTP", lambda: house.Client(self.desk.lmtp_port, self.desk.support))

    def _smtp(self):
        def open_one():
            with self.lock:
                source = next(self.addresses)
            return house.Client(self.desk.smtp_port, self.desk.support, "EHLO", source)
        self._speak("SMTP", open_one)

    def _speak(self, way, open_one):
        queue, client, count = self.queues[way], None, 0
        while True:
            try:
                letter = queue.popleft()
            except IndexError:
                break
            self.pace.wait()
            is_taken = False
            while not is_taken:
                try:
                    if client is None or count == MAILS_PER_ADDRESS:
                        client, count = client and client.close(), 0
                        client = open_one()
                    count += 1
                    client.send(letter.sender, letter.bytes(self.desk.support))
                    is_taken = True
                except house.Lost:
                    client = client and client.close()
                    with self.lock:
                        self.again += 1
                    time.sleep(0.02)
        if client:
            client.close()

    def _mailbox(self):
        while self.queues["IMAP"]:
            self.pace.wait()
            # On the wire the last line ends with the dot's line end.
            self.bed.deliver(self.queues["IMAP"].popleft().bytes(self.desk.support) + b"\r\n", ACCOUNT)
