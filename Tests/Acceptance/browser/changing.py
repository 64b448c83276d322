"""A signed agreement changes: hours behind a mailed link, holidays reviewed, a clerical error mended, by hand."""
import pathlib
import tempfile

from desk import ABSENT, REFUSED, eventually, look, opened

CALENDAR = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Acme//Days//EN", "BEGIN:VEVENT", "UID:one@acme.example",
    "DTSTART;VALUE=DATE:20280608", "SUMMARY:Company day", "END:VEVENT", "BEGIN:VEVENT", "UID:two@acme.example",
    "DTSTART;VALUE=DATE:20280609", "SUMMARY:Stocktaking", "END:VEVENT", "END:VCALENDAR", ""])


def propose(desk, page):
    page.goto(desk.base + "/agreements/acme")
    look(page, "changes-before")
    page.click("text=Propose other hours")
    page.wait_for_url("**/hours")
    look(page, "hours")
    for day in ["mon", "tue", "wed", "thu", "fri"]:
        page.fill(f"#adjust-{day}", "06:00-18:00")
    page.fill("#adjust-reason", "Acme starts earlier")
    page.click("#act-adjust form > button")
    page.wait_for_selector("[data-refusal]")
    assert page.input_value("#adjust-mon") == "06:00-18:00", "what was typed is still there"
    look(page, "hours-refused")
    for day in ["mon", "tue", "wed", "thu", "fri"]:
        page.fill(f"#adjust-{day}", "08:00-18:00")
    page.click("#act-adjust form > button")
    page.wait_for_selector("text=Nothing is proposed yet.")
    assert "Tickets received from" in page.inner_text(".impact")
    look(page, "hours-impact")
    page.click("#act-propose form > button")
    assert "waits for" not in page.inner_text("main"), "without the password nothing is proposed"
    page.fill("#propose-password", desk.password("mara@harbor.example"))
    page.click("#act-propose form > button")
    page.wait_for_url("**/agreements/acme#changes")
    assert "waits for the customer" in page.inner_text("#changes")
    look(page, "hours-proposed")


def confirm(desk, page, carla):
    carla.goto(desk.base + "/changes/" + desk.letter(r"/changes/([0-9a-f]{40})"))
    assert "Monday: 08:00-18:00" in carla.inner_text("main")
    look(carla, "hours-asked")
    asked = carla.url
    carla.check("#confirm-consent")
    carla.click("#act-confirm form > button")
    carla.wait_for_selector("text=Both parties have agreed to it now.")
    assert carla.goto(asked).status == 404, "after the answer the link is dead"
    page.goto(desk.base + "/agreements/acme")
    assert "Carla Reyes" in page.inner_text("#changes"), "the history says who confirmed"
    look(page, "hours-agreed")
    desk.mail("After the change")
    eventually("the ticket is there", lambda: page.goto(desk.base + "/queue") and "After the change" in page.content())


def holidays(desk, page):
    page.goto(desk.base + "/agreements/acme/holidays")
    look(page, "holidays")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "days.ics"
        file.write_text(CALENDAR)
        page.click("summary:has-text('Upload a calendar')")
        page.set_input_files("#upload-file", str(file))
        page.click("#act-upload form > button")
        page.wait_for_url("**/holidays/1")
    page.uncheck("input[name='date-2028-06-09']")
    page.fill("#review-password", desk.password("mara@harbor.example"))
    look(page, "holidays-review")
    page.click("text=Propose what is ticked")
    page.wait_for_url("**/agreements/acme#changes")
    page.click("text=Change 2 of hours waits")
    assert "2028-06-08: Company day" in page.inner_text("main")
    assert "Stocktaking" not in page.inner_text("main")
    page.click("summary:has-text('Log that the customer agrees')")
    page.fill("#said-reference", "Call with Carla")
    page.fill("#said-password", desk.password("mara@harbor.example"))
    look(page, "holidays-to-log")
    page.click("#act-said form > button")
    page.wait_for_selector("text=Confirmed by Mara Voss")
    look(page, "holidays-agreed")


def mend(desk, page):
    page.goto(desk.base + "/agreements/acme/errors")
    page.select_option("#mend-path", "customer.name")
    page.fill("#mend-reads", "Acme Limited")
    page.fill("#mend-reason", "As in the register")
    look(page, "mend")
    page.click("#act-mend form > button")
    page.wait_for_selector("text=Nothing is proposed yet.")
    assert "No deadline moves, past or open" in page.inner_text(".impact")
    look(page, "mend-impact")
    page.click("#act-propose form > button")
    assert "waits for" not in page.inner_text("main"), "without the password nothing is proposed"
    page.fill("#propose-password", desk.password("mara@harbor.example"))
    page.click("#act-propose form > button")
    page.wait_for_url("**/agreements/acme#changes")
    page.click("text=Clerical error 1 waits")
    page.click("summary:has-text('Take it back')")
    page.fill("#refuse-reason", "It is right as it stands")
    page.click("#act-refuse form > button")
    page.wait_for_selector("text=Refused or taken back by Mara Voss")
    page.goto(desk.base + "/agreements/acme")
    look(page, "changes-after")


def main():
    # A link that was answered is dead.
    with opened(expected=[REFUSED, ABSENT + ".*/changes/"]) as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        desk.sign_in(page, "mara@harbor.example")
        propose(desk, page)
        carla = browser.new_context(viewport={"width": 412, "height": 900}).new_page()
        confirm(desk, page, carla)
        holidays(desk, page)
        mend(desk, page)
    print("changing: hours proposed, confirmed by link, holidays reviewed and logged, an error taken back")


main()
