"""Starts the demo desk on a folder of its own, sends it mail, signs in and saves pictures of the pages."""

import os
import pathlib
import shutil
import smtplib
import subprocess
import sys
import tempfile
import time
import urllib.request
from email.message import EmailMessage

from playwright.sync_api import sync_playwright

AGENT = "ana@harbor.example"
SUPPORT = "support@harbor.example"
WEB, LMTP = 18180, 18124
ADDRESS = f"http://127.0.0.1:{WEB}"
MAILS = [
    ("Carla Reyes <carla@acme.example>", "Exports stop at row 65,536",
     "Since this morning the nightly export ends early. Can you have a look?"),
    ("Carla Reyes <carla@acme.example>", "Sign-in loops for new colleagues",
     "Three people who joined today are sent back to the sign-in page."),
    ("Carla Reyes <carla@acme.example>", "Invoice shows the old address",
     "We moved in March; the invoice still carries our former street."),
    ("Jun Ito <jun@acme.example>", "How do we archive a project?",
     "I looked in the settings and found nothing. What is the way?"),
]


def wait_until_up(desk):
    for _ in range(150):
        if desk.poll() is not None:
            sys.exit(f"the desk stopped with exit {desk.returncode}")
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the desk does not answer")


def send_mails():
    with smtplib.LMTP("127.0.0.1", LMTP) as lmtp:
        for number, (sender, subject, text) in enumerate(MAILS):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = sender, SUPPORT, subject
            mail["Message-ID"] = f"<picture-{number}@acme.example>"
            mail.set_content(text)
            lmtp.send_message(mail, to_addrs=[SUPPORT])


def password(folder):
    for line in (folder / "demo-sign-ins.txt").read_text().splitlines():
        words = line.split()
        if words and words[0] == AGENT:
            return words[1]
    sys.exit(f"demo-sign-ins.txt has no line for {AGENT}")


def sign_in(page, folder):
    page.goto(f"{ADDRESS}/sign-in")
    page.fill("[name=email]", AGENT)
    page.fill("[name=password]", password(folder))
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def take(browser, folder, pictures):
    looks = [("light", 1280, 800), ("dark", 1280, 800), ("light", 360, 740), ("light", 2560, 1200)]
    for scheme, width, height in looks:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        name = f"{scheme}-{width}"
        page.goto(f"{ADDRESS}/sign-in")
        page.screenshot(path=pictures / f"sign-in-{name}.png")
        sign_in(page, folder)
        page.goto(f"{ADDRESS}/queue")
        page.wait_for_selector("a[href^='/tickets/']")
        page.screenshot(path=pictures / f"queue-{name}.png")
        ticket = page.get_attribute("a[href^='/tickets/']", "href").split("?")[0].split("#")[0]
        page.goto(ADDRESS + ticket)
        page.screenshot(path=pictures / f"ticket-{name}.png", full_page=True)
        proof = page.query_selector("a[href*='/proof']")
        if proof:
            page.goto(ADDRESS + proof.get_attribute("href"))
            page.screenshot(path=pictures / f"proof-{name}.png", full_page=True)
        context.close()


def main():
    pictures = pathlib.Path("screenshots")
    pictures.mkdir(exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="duly-pictures-"))
    command = [os.environ["DULY"], "serve", "--demo", "--data", str(folder)]
    desk = subprocess.Popen(
        command + ["--port", str(WEB), "--lmtp-port", str(LMTP)], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL)
    try:
        wait_until_up(desk)
        send_mails()
        time.sleep(1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            take(browser, folder, pictures)
            browser.close()
        readme = pathlib.Path("docs/pictures/queue.png")
        readme.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pictures / "queue-light-1280.png", readme)
        print(f"{len(list(pictures.glob('*.png')))} pictures in {pictures}/, and {readme}")
    finally:
        desk.terminate()
        desk.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


main()
