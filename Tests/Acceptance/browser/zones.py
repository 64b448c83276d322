"""One ticket read in two zones: chosen at the account, told on hover, typed into a form; and a customer's other tickets."""
from desk import REFUSED, eventually, look, opened, sent

NEW_YORK = "America/New_York"


def resolved(desk, page):
    """A ticket that was resolved, and two that are open."""
    page.goto(desk.base + "/queue")
    for number, subject in enumerate(["The printer jams", "The export stops", "The import is slow"], 1):
        desk.mail(subject)
        eventually(f"row {number} arrives", lambda: page.locator(".row").count() == number)
    page.goto(desk.base + "/tickets/1#act-resolve")
    page.fill("#resolve-text", "It prints again.")
    page.click("#act-resolve button")
    sent(page)


def chosen(desk, page):
    page.goto(desk.base + "/account#act-zone")
    page.fill("#zone-zone", "Mars/Olympus")
    page.click("#act-zone button")
    page.wait_for_selector("[data-refusal]")
    assert "no time zone of this machine" in page.inner_text("#act-zone")
    look(page, "account-refused")
    page.fill("#zone-zone", NEW_YORK)
    page.click("#act-zone button")
    eventually("the account says so", lambda: f"{NEW_YORK}, as you chose" in page.inner_text("main"))
    look(page, "account")


def read(desk, page):
    page.goto(desk.base + "/queue")
    for each in page.locator(".row .clock[title]").all():
        assert f" {NEW_YORK}, " in each.get_attribute("title"), each.get_attribute("title")
    look(page, "queue")
    page.goto(desk.base + "/tickets/2")
    assert "Europe/Berlin" in page.locator("main time").first.get_attribute("title")
    assert "Lately resolved for Acme" in page.inner_text("#beside")
    look(page, "ticket")
    page.goto(desk.base + "/tickets/2#act-exclude")
    assert f"time in {NEW_YORK}" in page.inner_text("#act-exclude")
    look(page, "form")
    page.fill("#exclude-from", "half past four")
    page.fill("#exclude-to", "17:00")
    page.fill("#exclude-reason", "A flood")
    # In another tab, meanwhile.
    other = page.context.new_page()
    other.goto(desk.base + "/account#act-zone")
    other.fill("#zone-zone", "Asia/Kolkata")
    other.click("#act-zone button")
    eventually("the zone is another", lambda: "Asia/Kolkata, as you chose" in other.inner_text("main"))
    page.click("#act-exclude form > button")
    page.wait_for_selector("#act-exclude [data-refusal]")
    refused = page.inner_text("#act-exclude")
    assert f"time in {NEW_YORK}" in refused and "Kolkata" not in refused, "what was seen counts"
    other.goto(desk.base + "/account#act-zone")
    other.fill("#zone-zone", NEW_YORK)
    other.click("#act-zone button")
    eventually("and back", lambda: f"{NEW_YORK}, as you chose" in other.inner_text("main"))
    other.close()
    page.goto(desk.base + "/tickets/2/proof/resolution")
    assert "Times in Europe/Berlin, the agreement's zone." in page.inner_text("main")
    look(page, "proof")


def others(desk, page):
    page.goto(desk.base + "/tickets/2")
    page.click("#beside >> text=All their tickets")
    page.wait_for_url("**/organisations/*/tickets")
    assert "The printer jams" in page.inner_text("main")
    look(page, "customer")
    page.goto(desk.base + "/queue?q=export&customer=Acme")
    look(page, "search")


def in_the_portal(desk, browser):
    page = browser.new_page()
    desk.sign_in(page, "carla@acme.example")
    page.goto(desk.base + "/account#act-zone")
    page.fill("#zone-zone", "Pacific/Auckland")
    page.click("#act-zone button")
    eventually("the account says so", lambda: "Pacific/Auckland, as you chose" in page.inner_text("main"))
    page.goto(desk.base + "/portal/tickets/2")
    assert "Pacific/Auckland, " in page.locator("main time").first.get_attribute("title")
    look(page, "portal-ticket")
    page.context.close()


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(page)
        resolved(desk, page)
        chosen(desk, page)
        read(desk, page)
        others(desk, page)
        in_the_portal(desk, browser)
    print("zones: two readers of one ticket in two zones, times that are typed, a customer's other tickets")


main()
