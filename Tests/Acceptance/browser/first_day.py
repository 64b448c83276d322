"""A first day at the desk in a real browser: sign in, a mail arrives by itself, its proof, the answer."""
import os
import smtplib
import subprocess
import sys
import tempfile
import time
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DULY = os.environ.get("DULY", ".build/debug/duly")
WEB, LMTP = 18180, 18124
BASE = f"http://127.0.0.1:{WEB}"


def start(folder):
    desk = subprocess.Popen(
        [DULY, "serve", "--demo", "--data", folder, "--port", str(WEB), "--lmtp-port", str(LMTP)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(BASE + "/healthz", timeout=1)
            return desk
        except OSError:
            assert desk.poll() is None, "the desk ended before it opened"
            time.sleep(0.25)
    raise AssertionError("the desk did not open in a minute")


def carla_writes(subject):
    mail = f"From: Carla Reyes <carla@acme.example>\r\nTo: support@harbor.example\r\nSubject: {subject}\r\n\r\nIt stops.\r\n"
    with smtplib.LMTP("127.0.0.1", LMTP) as line:
        line.sendmail("carla@acme.example", ["support@harbor.example"], mail)


def accessible(page, name):
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def walk(page, password):
    problems = []
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto(BASE + "/queue")
    assert page.url.endswith("/sign-in"), "a stranger is sent to sign in"
    accessible(page, "sign-in")
    page.fill("input[name=email]", "ana@harbor.example")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/queue*")
    page.wait_for_timeout(500)

    carla_writes("The export stops")
    page.wait_for_selector("ol.queue > li", timeout=5000)
    assert "The export stops" in page.inner_text("ol.queue"), "the row arrives without a reload"
    accessible(page, "queue")

    page.goto(BASE + "/tickets/1")
    page.locator("summary", has_text="Why this deadline").first.click()
    assert "2 h counted of 2 h promised" in page.inner_text(".clock-panel >> nth=0")
    accessible(page, "ticket")

    page.fill("textarea[name=text]", "I am looking at it.")
    page.locator("form[action$=replies] button[type=submit]").first.click()
    page.wait_for_load_state()
    for _ in range(40):
        if "Kept" in page.inner_text(".clock-panel >> nth=0"):
            break
        page.wait_for_timeout(250)
        page.reload()
    assert "Kept" in page.inner_text(".clock-panel >> nth=0"), "the answer keeps the acknowledgment"
    assert not problems, f"console errors: {problems}"
    answer = page.goto(BASE + "/tickets/999")
    assert answer.status == 404


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = start(folder)
        try:
            lines = open(folder + "/demo-sign-ins.txt").read().splitlines()
            password = dict(line.split() for line in lines)["ana@harbor.example"]
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                for scheme in ["light", "dark"]:
                    page = browser.new_page(color_scheme=scheme)
                    if scheme == "light":
                        walk(page, password)
                    page.goto(BASE + "/sign-in")
                    accessible(page, f"sign-in, {scheme}")
                browser.close()
        finally:
            desk.terminate()
            desk.wait(20)
    print("first day: the row arrived, the proof adds up, the answer kept the promise, axe found nothing")


if __name__ == "__main__":
    sys.exit(main())
