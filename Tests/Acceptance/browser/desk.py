"""A demo desk of its own for a browser test: started on free ports, sent mail, opened in Chromium."""
import contextlib
import ctypes.util
import datetime
import email
import email.policy
import glob
import os
import pathlib
import re
import smtplib
import socket
import subprocess
import tempfile
import time
import urllib.request
from email.message import EmailMessage

from playwright.sync_api import sync_playwright

from _listening import ABSENT, CUT, DOWN, OFFLINE, REFUSED, SIGNED_OUT, Listener  # noqa: F401
from _looking import accessible, fits, look, note, shoot  # noqa: F401

DULY = os.environ.get("DULY", ".build/debug/duly")
SUPPORT = "support@harbor.example"
CARLA = "Carla Reyes <carla@acme.example>"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Desk:
    def __init__(self, folder, environment=None, more=(), undo="0", prepare=None):
        """Answers go at once, but where the walk is about taking them back. Without `prepare` it is the demo's desk."""
        self.data = pathlib.Path(folder) / "data"
        if prepare:
            prepare(self.data)
        subprocess.run([DULY, "set", "undo-seconds", undo, "--data", str(self.data)], check=True, capture_output=True)
        self.web, self.lmtp = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.web}"
        self.process = subprocess.Popen(
            # By timeout: it ends whatever happens here. A preloaded clock also needs a process before it, whose
            # environment it may move; in ours the arguments would be lost with it.
            ["timeout", "--kill-after=10", "900", DULY, "serve", *([] if prepare else ["--demo"]), "--data", str(self.data),
             "--port", str(self.web), "--lmtp-port", str(self.lmtp), *more],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})})

    def wait_until_open(self):
        for _ in range(240):
            try:
                urllib.request.urlopen(self.base + "/healthz", timeout=1)
                return
            except OSError:
                assert self.process.poll() is None, "the desk ended before it opened"
                time.sleep(0.25)
        raise AssertionError("the desk did not open in a minute")

    def start(self):
        """Again, after a stop."""
        self.process = subprocess.Popen(
            self.process.args, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_until_open()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(20)
        assert code == 0, f"the desk stops cleanly, not with {code}"

    def letter(self, pattern, seconds=10):
        """What the newest mail that the desk sent says of this: the pattern's group in its text."""
        found = []

        def arrived():
            files = sorted((self.data / "outgoing").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
            for file in reversed(files):
                mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                said = re.search(pattern, mail.get_body(("plain",)).get_content())
                if said:
                    found.append(said.group(1))
                    return True
            return False

        eventually(f"a mail says {pattern}", arrived, seconds)
        return found[0]

    def mail(self, subject, text="It stops.\n", sender=CARLA, html=None):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, SUPPORT, subject
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
            line.send_message(mail, to_addrs=[SUPPORT])

    def password(self, address):
        lines = (self.data / "demo-sign-ins.txt").read_text().splitlines()
        return dict(line.split() for line in lines)[address]

    def sign_in(self, page, address="ana@harbor.example"):
        page.goto(self.base + "/sign-in")
        page.fill("input[name=email]", address)
        page.fill("input[name=password]", self.password(address))
        page.press("input[name=password]", "Enter")
        # The desk's people begin at the queue, a contact in the portal.
        page.wait_for_url(re.compile("/(queue|portal)"))


@contextlib.contextmanager
def opened(environment=None, undo="0", prepare=None, more=(), expected=()):
    """A desk and a browser; both end with the test, which fails by what the browser complained of and is not expected."""
    listener = Listener(expected)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder, environment, more, undo=undo, prepare=prepare)
        try:
            desk.wait_until_open()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                listener.listen(browser)
                try:
                    yield desk, browser
                except BaseException:
                    listener.tell()
                    raise
                browser.close()
                listener.check()
        finally:
            desk.stop()


@contextlib.contextmanager
def clock_at(moment):
    """A desk's clock, which a walk sets anew by `clock.set`, and the environment in which a desk goes by it."""
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None) or ctypes.util.find_library("faketime")
    assert library, "faketime is missing: run bin/setup test"
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock(folder)
        clock.set(moment)
        yield clock, {
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
        }


class Clock:
    """How far a desk's time is from the true one, in a file. A date in it would begin anew in each process that reads
    it, and run back by the seconds between them."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder) / "clock"

    def set(self, moment):
        """By a date and time of day, UTC."""
        then = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.timezone.utc)
        whole = self.file.with_suffix(".new")
        whole.write_text(f"{then.timestamp() - time.time():+.3f}\n")
        os.replace(whole, self.file)


def watch_shifts(page):
    """From now on what moves on the page without a press or a key just before is written down."""
    page.evaluate("""() => {
        window.shifts = [];
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
                if (entry.hadRecentInput) continue;
                const moved = entry.sources.map(({ node, previousRect, currentRect }) =>
                    `${node?.id || node?.className || node?.nodeName}: ${previousRect.y} to ${currentRect.y}`);
                window.shifts.push(`${entry.value.toFixed(4)} ${moved.join(", ")}`);
            }
        }).observe({ type: "layout-shift" });
    }""")
    # The browser counts what follows within half a second of a key as asked for.
    page.wait_for_timeout(600)


def stands_still(page, what):
    """Since `watch_shifts` nothing moved that nobody asked for."""
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    shifts = page.evaluate("window.shifts")
    assert not shifts, f"{what}: {shifts}"


def in_words(day):
    """2026-12-28 as pages say it: 28 December 2026."""
    day = datetime.date.fromisoformat(day)
    return f"{day.day} {day:%B %Y}"


def sent(page):
    """What was sent from a ticket's page has arrived: nothing of it stands there as under way."""
    under_way = page.locator(".entry.pending, details.act[data-busy]")
    eventually("what was sent has arrived", lambda: under_way.count() == 0)


def eventually(what, holds, seconds=10):
    """Looks until it holds, without a reload."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"not in {seconds} s: {what}")
