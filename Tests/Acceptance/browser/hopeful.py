"""Acts show at once what they do; refused or without a line they take it back and say so, with what was typed."""

from desk import OFFLINE, REFUSED, accessible, eventually, look, opened, sent, shoot


def slowly(page, pattern):
    """What matches waits on its way to the desk, so that what is shown meanwhile can be seen; gives how to let it go."""
    held = []

    def hold(route):
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route(pattern, hold)

    def release():
        for route in held:
            route.continue_()
        page.unroute(pattern)

    return release


def opens(page, act):
    if page.get_attribute(f"#act-{act}", "open") is None:
        page.click(f"#act-{act} summary")


def shown_at_once(desk, page):
    page.goto(desk.base + "/tickets/1")
    release = slowly(page, "**/tickets/1/assignment")
    opens(page, "assign")
    page.select_option("#assign-person", label="Ben Okafor")
    page.click("#act-assign form > button")
    page.wait_for_selector(".entry.pending")
    said = page.inner_text("#holder").strip()
    assert said == "Ben Okafor", said
    # Something of before it arrives while the act is under way.
    page.evaluate("""() => document.querySelector("[data-ticket]").dispatchEvent(
        new Event("duly:stale", { bubbles: true }))""")
    page.wait_for_timeout(700)
    assert page.inner_text("#holder").strip() == "Ben Okafor", "it is not set back"
    assert "Given to Ben Okafor" in page.inner_text(".entry.pending")
    assert "Being saved" in page.inner_text(".entry.pending")
    assert page.get_attribute("#act-assign", "open") is None
    accessible(page, "an act under way")
    shoot(page, "hopeful-under-way")
    release()
    sent(page)
    eventually("it is on the timeline", lambda: "Ben Okafor" in page.inner_text("#timeline"))
    assert "Ben Okafor" in page.inner_text("#holder")
    eventually("the form knows it too", lambda: page.input_value("#assign-person") != "")


def taken(desk, page):
    """By one press or one key, as at once as by the form; what is so already is said and taken back."""
    page.goto(desk.base + "/tickets/3")
    page.evaluate("window.isTheSamePage = true")
    release = slowly(page, "**/tickets/3/assignment")
    page.click("#take")
    page.wait_for_selector(".entry.pending")
    said = page.inner_text("#holder").strip()
    assert said == "Ben Okafor", said
    release()
    sent(page)
    eventually("it is on the timeline", lambda: "Ben Okafor took it" in page.inner_text("#timeline"))
    eventually("nothing is left to take", lambda: page.locator("#take").count() == 0)
    page.locator("main").focus()
    page.keyboard.press("m")
    eventually("it says so", lambda: "Ben Okafor has it." in page.inner_text("#said"))
    opens(page, "assign")
    page.click("#act-assign form > button")
    page.wait_for_selector("#act-assign [data-refusal]")
    assert "You have it already, in Front desk. Nothing was changed." in page.inner_text("#act-assign")
    page.click(".entry.unsent button:text-is('Discard')")
    opens(page, "assign")
    page.select_option("#assign-person", label="Ana Lima")
    page.click("#act-assign form > button")
    sent(page)
    eventually("Ana has it", lambda: "Ana Lima" in page.inner_text("#holder"))
    page.locator("main").focus()
    page.keyboard.press("m")
    eventually("by key", lambda: page.inner_text("#timeline").count("Ben Okafor took it") == 2)
    assert page.evaluate("window.isTheSamePage"), "all on one page"


def each_act(desk, page):
    """Severity, tier and acknowledgment without a new page."""
    page.evaluate("window.isTheSamePage = true")
    opens(page, "severity")
    page.select_option("#severity-severity", "critical")
    page.fill("#severity-reason", "Their shop stands still")
    page.click("#act-severity form > button")
    assert "Critical" in page.inner_text("#severity-now"), "at once"
    eventually("severity is kept", lambda: "Their shop stands still" in page.inner_text("#timeline"))
    opens(page, "acknowledge")
    page.fill("#acknowledge-text", "We are at it, Carla.")
    page.click("#act-acknowledge form > button")
    assert "We are at it, Carla." in page.inner_text("#timeline"), "at once"
    eventually("acknowledged", lambda: "Kept" in page.inner_text("#clock-acknowledgment"))
    opens(page, "escalate")
    page.fill("#escalate-reason", "The disk is theirs")
    page.click("#act-escalate form > button")
    assert "The disk is theirs" in page.inner_text("#timeline"), "at once"
    sent(page)
    assert "The disk is theirs" in page.inner_text("#timeline")
    assert page.evaluate("window.isTheSamePage")


def refused(desk, page):
    """A reduction needs a reason: the severity is as it was, the desk's words stand in the form."""
    page.goto(desk.base + "/tickets/2")
    before = page.inner_text("#severity-now")
    opens(page, "severity")
    page.select_option("#severity-severity", "low")
    page.click("#act-severity form > button")
    page.wait_for_selector("#act-severity [data-refusal]")
    assert page.inner_text("#severity-now") == before, "taken back"
    line = page.locator(".entry.pending.unsent")
    assert "Not done" in line.inner_text() and "reason" in line.inner_text(), "the line says why"
    assert page.input_value("#severity-severity") == "low", "what was chosen is still chosen"
    look(page, "hopeful-refused")
    page.fill("#severity-reason", "It is only slow")
    page.click("#act-severity form > button")
    eventually("with a reason it is done", lambda: "It is only slow" in page.inner_text("#timeline"))
    eventually("and stays", lambda: "Low" in page.inner_text("#severity-now"))


def offline(desk, page):
    page.goto(desk.base + "/tickets/2")
    page.context.set_offline(True)
    opens(page, "acknowledge")
    page.fill("#acknowledge-text", "We look at it tonight.")
    page.click("#act-acknowledge form > button")
    page.wait_for_selector("#act-acknowledge [data-refusal]")
    assert "The desk can't be reached" in page.inner_text("#act-acknowledge")
    assert "Not sent" in page.inner_text(".entry.pending.unsent")
    assert page.input_value("#acknowledge-text") == "We look at it tonight."
    look(page, "hopeful-offline")
    page.context.set_offline(False)
    page.click(".entry.pending.unsent >> text=Try again")
    eventually("sent again it is done", lambda: "Kept" in page.inner_text("#clock-acknowledgment"))
    sent(page)
    assert page.inner_text("#timeline").count("We look at it tonight.") == 1, "once"


def from_the_queue(desk, page):
    page.goto(desk.base + "/queue")
    for number in [1, 2]:
        page.check(f"#row-{number} .row-tick input")
    page.goto(desk.base + "/queue/acts?act=assignment&ticket=1&ticket=2")
    page.context.set_offline(True)
    page.select_option("#act-assign select[name=person]", label="Ana Lima")
    page.click("#act-assign form > button")
    page.wait_for_selector("#act-assign [data-refusal]")
    assert page.locator(".went-well .pending").count() == 0
    page.context.set_offline(False)
    release = slowly(page, "**/queue/acts")
    page.click("#act-assign form > button")
    page.wait_for_selector(".went-well .pending")
    assert page.locator(".went-well .pending").count() == 2
    release()
    page.wait_for_selector("[data-outcome=done]")
    assert "2 tickets done" in page.inner_text("main")


def without_scripts(desk, browser):
    plain = browser.new_context(java_script_enabled=False).new_page()
    desk.sign_in(plain, "ben@harbor.example")
    plain.goto(desk.base + "/tickets/3")
    plain.click("#act-severity summary")
    plain.select_option("#severity-severity", "high")
    plain.click("#act-severity form > button")
    plain.wait_for_load_state()
    assert "High" in plain.inner_text("#severity-now")
    plain.goto(desk.base + "/tickets/2")
    plain.click("button:text-is('Take it over')")
    plain.wait_for_load_state()
    assert "Ben Okafor" in plain.inner_text("#holder") and plain.locator("#take").count() == 0


def main():
    with opened(expected=[REFUSED, OFFLINE]) as (desk, browser):
        for subject in ["The export stops", "The import stops", "Nothing prints"]:
            desk.mail(subject)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(page, "ben@harbor.example")
        eventually("three are there", lambda: page.locator(".row").count() == 3)
        taken(desk, page)
        shown_at_once(desk, page)
        each_act(desk, page)
        refused(desk, page)
        offline(desk, page)
        from_the_queue(desk, page)
        without_scripts(desk, browser)
    print("hopeful: shown at once, taken back where refused or without a line, and done without scripts too")


if __name__ == "__main__":
    main()
