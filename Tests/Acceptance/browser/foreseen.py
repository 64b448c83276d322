"""Mara extends a ticket and reads, while she types, the mail in its very words and the new deadline; without scripts by a
button. Nothing moves, and what then goes is what was read."""
import re

from desk import REFUSED, accessible, eventually, look, opened, stands_still, watch_shifts

NOTICE = "#act-extend .notice"


def typed(desk, mara):
    mara.goto(desk.base + "/tickets/1")
    mara.click("#act-extend summary")
    assert "once the hours are named" in mara.inner_text(f"{NOTICE} .becomes")
    mara.wait_for_timeout(600)
    watch_shifts(mara)
    mara.fill("#extend-reason", "The relay is being replaced")
    eventually("her words", lambda: "The relay is being replaced" in mara.inner_text(f"{NOTICE} .said"))
    assert "(the new deadline)" in mara.inner_text(f"{NOTICE} .said")
    mara.fill("#extend-hours", "4")
    eventually("the deadline", lambda: "To be resolved by" in mara.inner_text(f"{NOTICE} .becomes"))
    line, said = mara.inner_text(f"{NOTICE} .becomes"), mara.inner_text(f"{NOTICE} .said")
    assert "instead of" in line and "(the new deadline)" not in said and "Mara Voss" in said
    stands_still(mara, "while the mail is made anew")
    look(mara, "foreseen-extend")
    accessible(mara, "an extension foreseen")
    mara.fill("#extend-hours", "4000")
    eventually("refused before it is sent", lambda: mara.locator(f"{NOTICE} .becomes.problem").count() == 1)
    mara.fill("#extend-hours", "4")
    eventually("mended", lambda: mara.inner_text(f"{NOTICE} .becomes") == line)
    mara.click("#act-extend button.preview")
    assert mara.url.endswith("/tickets/1"), "with scripts the page stays"
    return line, said


def without_scripts(desk, browser, mara):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(mara.context.cookies())
    page = context.new_page()
    page.goto(desk.base + "/tickets/1")
    page.click("#act-extend summary")
    page.fill("#extend-hours", "4")
    page.fill("#extend-reason", "The relay is being replaced")
    page.click("#act-extend button.preview")
    assert "To be resolved by" in page.inner_text(f"{NOTICE} .becomes")
    assert page.input_value("#extend-reason") == "The relay is being replaced"
    assert "The relay is being replaced" in page.inner_text(f"{NOTICE} .said")


def sent(desk, mara, line, said):
    mara.click("#act-extend form > button.main")
    mara.wait_for_load_state()
    day, time = re.search(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) instead", line).groups()
    eventually("it is on the timeline", lambda: "extends by 4 h" in mara.inner_text("#timeline"))
    mail = desk.letter(r"(?s)(.*The relay is being replaced.*)")
    promised = [each for each in said.splitlines() if each.startswith("To be resolved by:")][0]
    assert promised in mail, (promised, mail)
    assert f"{int(day[-2:])} " in promised and time in promised, "the line above the mail says the same"


def severity(desk, mara):
    mara.goto(desk.base + "/tickets/1")
    mara.click("#act-severity summary")
    mara.select_option("#severity-severity", "low")
    mara.fill("#severity-reason", "One person alone")
    place = "#act-severity .notice"
    eventually("told", lambda: "One person alone" in mara.inner_text(f"{place} .said"))
    look(mara, "foreseen-severity")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        mara = browser.new_context().new_page()
        desk.sign_in(mara, "mara@harbor.example")
        desk.mail("The relay")
        eventually("it arrives", lambda: mara.locator(".row").count() == 1)
        mara.goto(desk.base + "/tickets/1")
        mara.click("#act-acknowledge summary")
        mara.click("#act-acknowledge form > button")
        eventually("acknowledged", lambda: "Kept" in mara.inner_text("#clock-acknowledgment"))
        line, said = typed(desk, mara)
        without_scripts(desk, browser, mara)
        sent(desk, mara, line, said)
        severity(desk, mara)
    print("foreseen: the mail and the deadline read before they go, with and without scripts; the same then goes")


main()
