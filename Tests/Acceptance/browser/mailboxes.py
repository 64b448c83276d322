"""An administrator adds a mailbox, is told what is wrong with it, adds it rightly, and its mail opens a ticket."""
import os
import shutil
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "../../../bin/torture.d"))
import bed as mailbed  # noqa: E402

from desk import REFUSED, eventually, look, opened  # noqa: E402

ACCOUNT = "support@imap.test"


def add(desk, page, bed, port):
    page.goto(desk.base + "/mailboxes#act-add")
    page.fill("#add-name", "support")
    page.fill("#add-host", "localhost")
    page.fill("#add-port", port)
    page.fill("#add-authorities", bed.values["MAILBED_CA"])
    page.fill("#add-user", ACCOUNT)
    page.fill("#add-secret", bed.values["MAILBED_PASSWORD"])
    page.select_option("#add-after", "move")
    page.fill("#add-move-to", "Done")
    page.check("#add-existing")
    page.fill("#add-password", desk.password("ivo@harbor.example"))
    page.click("#act-add form > button")
    page.wait_for_selector("#mailbox-support")


def try_out(page):
    page.click("#mailbox-support button")
    page.wait_for_load_state()


def remove(desk, page):
    page.click("#act-remove-support summary")
    page.fill("#remove-support-password", desk.password("ivo@harbor.example"))
    page.click("#act-remove-support form > button")
    page.wait_for_selector("text=No mailbox is fetched from.")


def walk(desk, page, bed):
    desk.sign_in(page, "ivo@harbor.example")
    page.goto(desk.base + "/mailboxes")
    look(page, "none")
    page.fill("#add-name", "Our support")
    page.fill("#add-host", "localhost")
    page.fill("#add-user", ACCOUNT)
    page.fill("#add-secret", "secret-word")
    page.fill("#add-password", desk.password("ivo@harbor.example"))
    page.click("#act-add form > button")
    page.wait_for_selector("[data-refusal]")
    assert "secret-word" not in page.content(), "a secret is never shown again"
    look(page, "refused")
    add(desk, page, bed, "1")
    try_out(page)
    assert "does not answer at port 1" in page.inner_text("[data-refusal]")
    assert "Check name and port" in page.inner_text("[data-refusal]"), "the remedy stands with it"
    look(page, "wrong-port")
    remove(desk, page)
    bed.deliver(message("From the mailbox"), ACCOUNT)
    add(desk, page, bed, bed.values["MAILBED_IMAPS_PORT"])
    try_out(page)
    assert "Signed in" in page.inner_text("#finding")
    look(page, "well")
    page.goto(desk.base + "/queue")
    eventually("the mail is a ticket", lambda: "From the mailbox" in page.inner_text("main"), seconds=30)
    page.goto(desk.base + "/mailboxes")
    assert "Not yet" not in page.inner_text("#mailbox-support"), "the last success is named"


def message(subject):
    lines = [
        "From: Carla Reyes <carla@acme.example>", "To: support@harbor.example", f"Subject: {subject}",
        "Message-ID: <mailbox@acme.example>", "", "It stops."]
    return "\r\n".join(lines).encode()


def main():
    if os.geteuid() != 0 or not shutil.which("dovecot"):
        print("mailboxes: not walked; it needs root and Dovecot (bin/setup test)")
        return
    bed = mailbed.Bed()
    try:
        with opened(expected=[REFUSED]) as (desk, browser):
            walk(desk, browser.new_page(viewport={"width": 1280, "height": 900}), bed)
    finally:
        bed.stop()
    print("mailboxes: refused, tried, mended, and its mail opened a ticket")


main()
