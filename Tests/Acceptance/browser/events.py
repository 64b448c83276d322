"""A carrier's outage is declared for many tickets, seen, approved and told once; a ticket's own marks beside it."""
import pathlib

from desk import REFUSED, clock_at, eventually, look, opened, sent

# Monday 2026-11-23 in UTC; Berlin is an hour ahead, and open.
RECEIVED, DECLARED, ENDED = "2026-11-23 09:30:00", "2026-11-23 10:30:00", "2026-11-23 11:30:00"


def report(folder):
    file = pathlib.Path(folder) / "carrier.txt"
    file.write_text("The line was down.\n")
    return str(file)


def declare(desk, page, file, clock):
    page.goto(desk.base + "/events")
    look(page, "events-none")
    page.click("text=Declare an event")
    look(page, "event-form")
    page.fill("#event-reason", "The carrier's line was down")
    page.fill("#event-from", "yesterday")
    page.check("#event-agreement-0")
    page.click("main form > button")
    page.wait_for_selector("[data-refusal]")
    look(page, "event-refused")
    assert page.input_value("#event-reason") == "The carrier's line was down", "what was typed is still there"
    page.fill("#event-from", "2026-11-23 11:00")
    page.set_input_files("#event-files", file)
    page.click("main form > button")
    page.wait_for_url("**/events/1")
    assert "Lasts: its end is open" in page.inner_text(".summary")
    assert "carrier.txt" in page.inner_text(".evidence")
    look(page, "event-lasts")
    clock.set(ENDED)
    page.click("#act-end summary")
    page.fill("#end-to", "2026-11-23 12:15")
    page.click("#act-end form > button")
    page.wait_for_load_state()
    assert "another manager's approval" in page.inner_text(".summary")


def approve(desk, page):
    page.goto(desk.base + "/events/1")
    assert "would change 2 tickets of 1 customer" in page.inner_text("main")
    look(page, "event-to-approve")
    page.click("#act-approve summary")
    page.click("#act-approve form > button")
    page.wait_for_load_state()
    assert "Approved by Mara Voss" in page.inner_text(".summary")
    assert "excluded on 2 tickets" in page.inner_text("main")
    look(page, "event-approved")
    page.goto(desk.base + "/events")
    look(page, "events")


def marks(desk, page, file):
    page.goto(desk.base + "/tickets/1#act-exclude")
    page.click("#act-exclude summary")
    page.set_input_files("#exclude-files", file)
    look(page, "ticket-exclude")
    page.click("#act-scope summary")
    page.fill("#scope-reason", "This is a report of your own, which is custom development.")
    page.click("#act-scope form > button")
    sent(page)
    page.click("#act-separate summary")
    page.fill("#separate-name", "acme-reports")
    look(page, "ticket-out-of-scope")
    page.click("#act-separate form > button")
    page.wait_for_url("**/agreements/acme-reports/draft")
    assert "begun from #1" in page.content()
    page.goto(desk.base + "/tickets/1")
    assert "acme-reports" in page.inner_text("#marks")
    page.click("#act-dispute summary")
    page.select_option("#dispute-mark", "out-of-scope")
    page.fill("#dispute-reason", "It is a fault of the export")
    page.click("#act-dispute form > button")
    sent(page)
    assert page.locator("#act-answer").count() == 0, "who marked it is not asked to answer"
    assert "another manager answers the dispute" in page.inner_text("#marks")
    look(page, "ticket-disputed")


def answer(desk, page):
    page.goto(desk.base + "/tickets/1")
    page.click("#act-answer summary")
    look(page, "ticket-to-answer")


def take_back(desk, page):
    """The carrier was not at fault after all: the event is taken back as a whole."""
    page.goto(desk.base + "/events/1")
    page.click("#act-take-back summary")
    page.fill("#take-back-reason", "It was our own router")
    look(page, "event-to-take-back")
    page.click("#act-take-back form > button")
    page.wait_for_load_state()
    assert "Taken back by Mara Voss" in page.inner_text(".summary")
    assert "It was our own router" in page.inner_text(".summary")
    look(page, "event-taken-back")
    page.goto(desk.base + "/tickets/2")
    assert "taken back" in page.inner_text("#marks").lower()
    look(page, "ticket-after-taking-back")


def money(desk, page):
    for path, name in [("/tickets/1/proof/acknowledgment", "proof"), ("/credits", "credits"), ("/credits/acme/2026-11", "statement")]:
        page.goto(desk.base + path)
        look(page, name)


def main():
    with clock_at(RECEIVED) as (clock, faked), opened(faked, expected=[REFUSED]) as (desk, browser):
        walk(desk, browser, clock, report(clock.file.parent))
    print("events: declared with evidence, ended, seen, approved, taken back; out of scope, a separate agreement, a dispute")


def walk(desk, browser, clock, file):
    desk.mail("The export stops")
    desk.mail("A report of our own")
    ben = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(ben, "ben@harbor.example")
    eventually("both are there", lambda: rows(desk, ben) >= 2)
    clock.set(DECLARED)
    declare(desk, ben, file, clock)
    mara = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(mara, "mara@harbor.example")
    approve(desk, mara)
    mara.goto(desk.base + "/tickets/1")
    shown = mara.inner_text("#marks")
    assert "Part of event E-1" in shown and "carrier.txt" in shown, shown
    look(mara, "ticket-excluded")
    marks(desk, mara, file)
    dana = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(dana, "dana@harbor.example")
    answer(desk, dana)
    money(desk, mara)
    take_back(desk, mara)


def rows(desk, page):
    page.goto(desk.base + "/queue")
    return page.locator("[id^=row-]").count()


main()
