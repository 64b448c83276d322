"""An administrator sets sending up, is told which step fails, mends it, gets a test mail, and makes a key that signs."""
import os
import pathlib
import shutil
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "../../../bin/torture.d"))
import bed as mailbed  # noqa: E402

from desk import eventually, look, opened  # noqa: E402


def set_up(desk, page, bed, password):
    page.goto(desk.base + "/sending#act-set")
    if not page.is_visible("#set-host"):
        page.click("#act-set summary")
    page.fill("#set-host", "localhost")
    page.fill("#set-port", bed.values["MAILBED_SUBMISSION_PORT"])
    page.fill("#set-authorities", bed.values["MAILBED_CA"])
    page.fill("#set-user", "support@imap.test")
    page.fill("#set-secret", password)
    page.fill("#set-from", "support@sink.test")
    page.fill("#set-password", desk.password("ivo@harbor.example"))
    page.click("#act-set form > button")
    page.wait_for_selector("dl.facts")


def try_out(page, with_mail=False):
    if with_mail:
        page.check("#trial input[type=checkbox]")
    page.click("#trial button")
    page.wait_for_selector("ol.went-well")


def make_key(desk, page):
    page.click("#act-key summary")
    page.fill("#key-domain", "sink.test")
    page.fill("#key-selector", "desk1")
    page.fill("#key-password", desk.password("ivo@harbor.example"))
    page.click("#act-key form > button")
    page.wait_for_selector("pre.record")
    assert "desk1._domainkey.sink.test. IN TXT" in page.inner_text("pre.record")
    look(page, "key-waits")
    start = "details[id='act-use-desk1.sink.test']"
    page.click(start + " summary")
    page.check(start + " input[type=checkbox]")
    page.fill(start + " input[type=password]", desk.password("ivo@harbor.example"))
    page.click(start + " form > button")
    page.wait_for_selector("text=Signs since")


def sunk(bed):
    place = pathlib.Path(bed.values["MAILBED_SINK"])
    return [file.read_text(errors="replace") for part in ("new", "cur") for file in (place / part).glob("*")]


def walk(desk, page, bed):
    desk.sign_in(page, "ivo@harbor.example")
    page.goto(desk.base + "/sending")
    look(page, "none")
    set_up(desk, page, bed, "not-the-one")
    assert "not-the-one" not in page.content(), "a secret is never shown"
    try_out(page)
    assert "Sign-in failed: 535" in page.inner_text("[data-refusal]")
    assert "Check user, password or token" in page.inner_text("[data-refusal]"), "the remedy stands with it"
    look(page, "refused")
    set_up(desk, page, bed, bed.values["MAILBED_PASSWORD"])
    make_key(desk, page)
    desk.mail("One that waits for an answer")
    eventually("its receipt goes out signed", lambda: any(
        "One that waits" in mail and "DKIM-Signature: " in mail for mail in sunk(bed)), seconds=30)
    try_out(page, with_mail=True)
    assert "The way out works." in page.inner_text("#finding")
    look(page, "well")
    page.goto(desk.base + "/checkup")
    assert "Disk space" in page.inner_text("main")
    look(page, "local")
    page.click("form.trial button")
    page.wait_for_selector("text=Mail out")
    assert "it lets the desk in" in page.inner_text("main")
    look(page, "whole")


def main():
    if os.geteuid() != 0 or not shutil.which("dovecot"):
        print("sending: not walked; it needs root, Postfix and Dovecot (bin/setup test)")
        return
    bed = mailbed.Bed()
    try:
        with opened() as (desk, browser):
            walk(desk, browser.new_page(viewport={"width": 1280, "height": 900}), bed)
    finally:
        bed.stop()
    print("sending: refused, mended, tested with a mail, signed, and looked over")


main()
