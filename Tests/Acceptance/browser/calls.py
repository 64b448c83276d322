"""A call from an unknown number is logged, kept in sight and matched; the next one from it is known; a timer runs,
and on the ticket the call stands with its length and direction."""
from desk import REFUSED, eventually, look, opened


def search(desk, ana):
    ana.goto(desk.base + "/calls")
    look(ana, "calls-empty")
    ana.click("main a.main")
    ana.fill("#find-who", "+49 40 123 456")
    ana.click("form[role=search] button")
    ana.wait_for_load_state()
    assert "knows nobody" in ana.inner_text("main")
    look(ana, "calls-unknown")


def stranger(desk, ana):
    """Nobody by this number: it is logged all the same, with the time that the timer counted."""
    timer = ana.locator("#timer")
    assert timer.is_visible(), "the timer runs while one speaks"
    eventually("it counts", lambda: ana.inner_text("#timer-time") != "0:00")
    ana.click("#timer-stop")
    stood = ana.inner_text("#timer-time")
    ana.wait_for_timeout(1500)
    assert ana.inner_text("#timer-time") == stood, "hung up, it stands still"
    assert ana.input_value("#call-number") == "+49 40 123 456"
    ana.fill("#call-caller", "A lady of Acme")
    ana.fill("#call-subject", "The export stops")
    ana.fill("#call-summary", "The export stops at 40 % since nine.")
    ana.click("#call-form > button")
    ana.wait_for_url("**/calls/1")
    assert "Nobody has said whose it is" in ana.inner_text("main")
    assert "Calls (1)" in ana.inner_text("header.top")
    look(ana, "calls-unmatched")


def match(desk, ana):
    ana.fill("#find-who", "carla")
    ana.click("form[role=search] button")
    ana.wait_for_load_state()
    ana.click("#act-match form > button")
    ana.wait_for_url("**/tickets/*")
    said = ana.inner_text("#timeline")
    assert "Call from" in said and "Carla Reyes" in said and "taken by Ana Lima" in said
    assert "spoke with the caller" in said and "Acknowledged" in said
    look(ana, "calls-ticket")


def known(desk, ana):
    """The same number again: it says by itself whose it is."""
    ana.goto(desk.base + "/calls/new?who=%2B4940123456")
    ana.click("text=Carla Reyes")
    ana.wait_for_url("**/contacts/*/calls/new")
    assert "+4940123456" in ana.inner_text("main")
    ana.select_option("#call-category", label="Technical")
    asked = ana.locator("fieldset.asked:visible")
    assert asked.count() <= 1, "only what is asked in this category is shown"
    look(ana, "calls-form")
    ana.select_option("#call-outcome", "answered")
    ana.fill("#call-subject", "Where is the menu?")
    ana.fill("#call-summary", "She looks for the menu.")
    ana.click("#call-form > button")
    ana.wait_for_selector("[data-refusal]")
    assert "Write what you answered" in ana.inner_text("main")
    assert ana.input_value("#call-summary") == "She looks for the menu.", "what was typed is still there"
    look(ana, "calls-refused")
    ana.fill("#call-answer", "Top left, behind the three lines.")
    ana.click("#call-form > button")
    ana.wait_for_url("**/tickets/*")
    assert "Resolved" in ana.inner_text(".ticket-head")


def ours(desk, ana):
    """From a ticket, after the fact: we called, and nobody answered; then we spoke."""
    ana.goto(desk.base + "/tickets/1")
    ana.click("#more-acts >> text=Log a call")
    assert ana.input_value("#call-outcome") == "1"
    ana.select_option("#call-direction", "out")
    ana.select_option("#call-kind", "attempt")
    ana.fill("#call-summary", "Engaged.")
    ana.click("#call-form > button")
    ana.wait_for_url("**/tickets/1")
    assert "Call that nobody answered" in ana.inner_text("#timeline")
    look(ana, "calls-ours")


def letter(desk, ana):
    ana.goto(desk.base + "/tickets/new?who=carla")
    look(ana, "calls-new-ticket-search")
    ana.click("main >> text=Carla Reyes")
    ana.fill("#open-subject", "A letter")
    ana.fill("#open-text", "They ask for a copy of the contract.")
    look(ana, "calls-new-ticket")
    ana.click("#act-open form > button")
    ana.wait_for_url("**/tickets/*")
    assert "written down by Ana Lima" in ana.inner_text("#timeline")


def without_scripts(desk, browser, cookies):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(desk.base + "/tickets/1")
    page.click("#more-acts >> text=Log a call")
    page.fill("#call-summary", "Without scripts it works too.")
    page.click("#call-form > button")
    assert "Without scripts it works too." in page.inner_text("#timeline")


def portal(desk, carla):
    desk.sign_in(carla, "carla@acme.example")
    carla.goto(desk.base + "/portal/tickets/1")
    said = carla.inner_text("#timeline")
    assert "Call from" in said and "Engaged." not in said
    look(carla, "calls-portal")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        context = browser.new_context()
        ana = context.new_page()
        desk.sign_in(ana)
        desk.mail("Hello from Carla")
        eventually("it arrives", lambda: ana.locator(".row").count() == 1)
        search(desk, ana)
        stranger(desk, ana)
        match(desk, ana)
        known(desk, ana)
        ours(desk, ana)
        letter(desk, ana)
        without_scripts(desk, browser, context.cookies())
        portal(desk, browser.new_context().new_page())
    print("calls: logged with the timer, kept apart, matched, known, our own, without scripts, seen by the customer")


main()
