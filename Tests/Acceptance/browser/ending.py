"""Notice of termination: by mail to the notice address, read and confirmed by the manager; and no notice."""
import smtplib
from email.message import EmailMessage

from desk import CARLA, REFUSED, eventually, in_words, look, opened

NOTICES = "notices@harbor.example"


def letter(desk, subject, text, sender=CARLA):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, NOTICES, subject
    mail.set_content(text)
    with smtplib.LMTP("127.0.0.1", desk.lmtp) as line:
        line.send_message(mail, to_addrs=[NOTICES])


def waits(desk, page, count):
    page.goto(desk.base + "/notices")
    return page.locator("[aria-label='To decide'] tbody tr").count() == count


def aside(desk, page):
    letter(desk, "Who signs for you?", "Please tell me who signs an amendment for you.\n")
    eventually("it waits", lambda: waits(desk, page, 1))
    page.goto(desk.base + "/queue")
    assert page.locator(".row").count() == 0, "it is no ticket yet"
    page.goto(desk.base + "/agreements/acme")
    assert "A mail to the notice address" in page.inner_text("#changes")
    page.goto(desk.base + "/agreements")
    look(page, "list-with-a-mail")
    page.click("text=1 mail to the notice address")
    page.click("th >> text=Who signs for you?")
    look(page, "mail-to-decide")
    page.click("#act-inquiry summary")
    page.click("#act-inquiry form > button")
    page.wait_for_url("**/notices")
    eventually("it is a ticket", lambda: page.goto(desk.base + "/queue") and page.locator(".row").count() == 1)


def notice(desk, page):
    letter(desk, "Notice of termination", "We end our agreement with you.\n\nCarla Reyes, Acme\n")
    eventually("it waits", lambda: waits(desk, page, 1))
    look(page, "notice-mails")
    page.click("th >> text=Notice of termination")
    with page.expect_download() as taken:
        page.click("text=The mail as it came")
    assert b"We end our agreement" in open(taken.value.path(), "rb").read()
    shown = in_words(page.locator("input[name=lastDay]").get_attribute("value"))
    assert f"the last day is {shown}" in page.inner_text("main")
    page.fill("#give-password", "not hers")
    page.click("#act-give form > button")
    page.wait_for_selector("text=This is not your password.")
    page.fill("#give-password", desk.password("mara@harbor.example"))
    page.click("#act-give form > button")
    page.wait_for_url("**/agreements/acme")
    assert f"The last day is {shown}" in page.inner_text("main")
    look(page, "notice-given")
    page.click("#changes >> text=The mail")
    assert "Gave notice for acme" in page.inner_text("main")
    look(page, "mail-decided")
    page.goto(desk.base + "/agreements?show=ending")
    assert "notice given by the customer" in page.inner_text("main")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        desk.sign_in(page, "mara@harbor.example")
        aside(desk, page)
        notice(desk, page)
    print("ending: a mail to the notice address became a ticket, another gave notice, its last day shown before")


main()
