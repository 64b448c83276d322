"""A manager's day: an extension granted, an exclusion approved, a credit approved, a number followed to its tickets."""
import re

from desk import SIGNED_OUT, clock_at, eventually, look, opened, sent

# Monday 2026-11-23 in UTC; Berlin is an hour ahead, and open. The same afternoon; and a day in the next month.
RECEIVED, AFTERNOON, AFTERWARDS = "2026-11-23 09:30:00", "2026-11-23 13:00:00", "2026-12-02 09:30:00"


def act(desk, page, ticket, name, fields, choices=None):
    page.goto(f"{desk.base}/tickets/{ticket}")
    page.click(f"#act-{name} summary")
    for field, text in fields.items():
        page.fill(f"#{name}-{field}", text)
    for field, value in (choices or {}).items():
        page.select_option(f"#{name}-{field}", value)
    page.click(f"#act-{name} form > button.main, #act-{name} form > button.weighty")
    sent(page)


def extended(desk, mara):
    mara.goto(desk.base + "/tickets/1")
    mara.fill("#reply-text", "We look at it.")
    mara.click("button.main.for-public")
    eventually("acknowledged", lambda: "Kept" in mara.inner_text("#clock-acknowledgment"), seconds=40)
    before = mara.inner_text("#clock-resolution")
    act(desk, mara, 1, "extend", {"hours": "4", "reason": "The maker of the disk has to look at it"})
    eventually("the deadline has moved", lambda: mara.inner_text("#clock-resolution") != before)
    eventually("the extension is on the timeline", lambda: "The maker of the disk" in mara.inner_text("#timeline"))
    assert desk.letter(r"(The maker of the disk has to look at it)"), "the customer is told in time"
    look(mara, "manager-extended")


def excluded(desk, mara, ben):
    act(desk, ben, 2, "exclude", {
        "from": "2026-11-23 11:00", "to": "2026-11-23 13:30", "reason": "The carrier's line was cut"})
    assert ben.locator("#act-decide").count() == 0, "who proposed it does not decide it"
    mara.goto(desk.base + "/tickets/2")
    before = mara.inner_text("#clock-resolution")
    look(mara, "manager-to-decide")
    act(desk, mara, 2, "decide", {"reason": "The carrier says so too"}, {"decision": "approve"})
    assert "approved by Mara Voss" in mara.inner_text("#marks")
    assert mara.inner_text("#clock-resolution") != before, "the deadline moves by what is not counted"
    look(mara, "manager-excluded")


def credited(desk, mara):
    def lines():
        mara.goto(desk.base + "/credits/acme/2026-11")
        return mara.locator("a:has-text('Decide')").count()

    # A mail wakes the alarm at once; under a faked clock its own sleep is longer than it says.
    desk.mail("Another question")
    eventually("a breach proposes a credit", lambda: lines() > 0, seconds=60)
    mara.locator("a:has-text('Decide')").first.click()
    mara.wait_for_selector("#act-approve")
    if mara.get_attribute("#act-approve", "open") is None:
        mara.click("#act-approve summary")
    mara.fill("#approve-password", desk.password("mara@harbor.example"))
    mara.click("#act-approve form > button")
    mara.wait_for_load_state()
    assert "Approved" in mara.inner_text("main table")


def followed(desk, mara):
    """From the list of reports to a report, from each of its numbers to as many tickets, and into one of them."""
    mara.goto(desk.base + "/reports")
    mara.click("a:text-is('Acknowledgments kept')")
    mara.wait_for_url("**/reports/acknowledgments*")
    mara.select_option("#report-period", "last-month")
    mara.select_option("#report-split", "severity")
    mara.click("form.report-ask button")
    mara.wait_for_load_state()
    look(mara, "manager-report")
    numbers = [
        (link.inner_text(), link.get_attribute("href")) for link in mara.locator("main table td.sum a").all()]
    counts = [(int(words), address) for words, address in numbers if words.isdigit()]
    assert counts and sum(count for count, _ in counts) >= 4, numbers
    for count, address in counts:
        mara.goto(desk.base + address)
        listed = mara.locator("main table tbody tr").count()
        assert listed == count, f"{address} says {count} and opens {listed}"
    look(mara, "manager-number")
    mara.goto(desk.base + "/reports/times-to-acknowledge?period=last-month&split=none")
    longest = mara.locator("main table td[data-label='Longest'] a")
    words = longest.inner_text()
    longest.click()
    mara.wait_for_url("**/tickets?*")
    assert f"took {words} or longer" in mara.inner_text("main"), words
    assert mara.locator("main table tbody tr").count() == 1
    mara.locator("main table tbody th a").click()
    mara.wait_for_url(re.compile("/tickets/[0-9]+$"))
    assert mara.locator("#timeline").count() == 1


def main():
    # A session is over when the clock is set on by days.
    with clock_at(RECEIVED) as (clock, faked), opened(faked, expected=[SIGNED_OUT + ".*/live"]) as (desk, browser):
        for subject in ["The export stops", "The import stops", "Nothing prints"]:
            desk.mail(subject)
        mara, ben = (
            browser.new_context(viewport={"width": 1280, "height": 900}).new_page() for _ in range(2))
        desk.sign_in(mara, "mara@harbor.example")
        desk.sign_in(ben, "ben@harbor.example")
        eventually("three are there", lambda: mara.goto(desk.base + "/queue")
                   and mara.locator("[id^=row-]").count() == 3)
        extended(desk, mara)
        clock.set(AFTERNOON)
        excluded(desk, mara, ben)
        clock.set(AFTERWARDS)
        later = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(later, "mara@harbor.example")
        credited(desk, later)
        followed(desk, later)
    print("manager's day: extended, excluded, a credit approved, a number followed to its tickets")


if __name__ == "__main__":
    main()
