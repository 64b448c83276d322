"""A carrier's outage is declared for many tickets, seen, approved and told once; a ticket's own marks beside it."""
import datetime
import os
import pathlib
import tempfile

from desk import accessible, eventually, opened


def look(page, name):
    accessible(page, name)
    folder = os.environ.get("DULY_SHOTS")
    if not folder:
        return
    page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    size = page.viewport_size
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 800})
    accessible(page, name + ", dark and small")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"{name}: {wide} px wide at 360"
    page.screenshot(path=f"{folder}/{name}-360.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)


def report(folder):
    file = pathlib.Path(folder) / "carrier.txt"
    file.write_text("The line was down.\n")
    return str(file)


def berlin(minutes):
    import zoneinfo
    at = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")) + datetime.timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%d %H:%M")


def declare(desk, page, file):
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
    page.fill("#event-from", berlin(-240))
    page.set_input_files("#event-files", file)
    page.click("main form > button")
    page.wait_for_url("**/events/1")
    assert "Lasts: its end is open" in page.inner_text(".summary")
    assert "carrier.txt" in page.inner_text(".evidence")
    look(page, "event-lasts")
    page.click("#act-end summary")
    page.fill("#end-to", berlin(-1))
    page.click("#act-end form > button")
    page.wait_for_load_state()
    assert "another manager's approval" in page.inner_text(".summary")


def approve(desk, page):
    page.goto(desk.base + "/events/1")
    look(page, "event-to-approve")
    page.click("#act-approve summary")
    page.click("#act-approve form > button")
    page.wait_for_load_state()
    assert "Approved by Mara Voss" in page.inner_text(".summary")
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
    page.wait_for_load_state()
    page.click("#act-separate summary")
    page.fill("#separate-name", "acme-reports")
    look(page, "ticket-out-of-scope")
    page.click("#act-separate form > button")
    page.wait_for_url("**/agreements/acme-reports/draft")
    assert "begun from #1" in page.content()
    page.goto(desk.base + "/tickets/1")
    assert "acme-reports" in page.inner_text(".marks")
    page.click("#act-dispute summary")
    page.fill("#dispute-reason", "It is a fault of the export")
    page.click("#act-dispute form > button")
    page.wait_for_load_state()
    page.click("#act-answer summary")
    look(page, "ticket-disputed")


def money(desk, page):
    for path, name in [("/credits", "credits"), (f"/credits/acme/{berlin(0)[:7]}", "statement")]:
        page.goto(desk.base + path)
        look(page, name)


def main():
    with tempfile.TemporaryDirectory() as folder, opened() as (desk, browser):
        file = report(folder)
        desk.mail("The export stops")
        desk.mail("A report of our own")
        ben = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(ben, "ben@harbor.example")
        eventually("both are there", lambda: desk_rows(desk, ben) >= 2)
        declare(desk, ben, file)
        mara = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(mara, "mara@harbor.example")
        approve(desk, mara)
        marks(desk, mara, file)
        money(desk, mara)
    print("events: declared with evidence, ended, seen, approved; out of scope, a separate agreement, a dispute")


def desk_rows(desk, page):
    page.goto(desk.base + "/queue")
    return page.locator("[id^=row-]").count()


main()
