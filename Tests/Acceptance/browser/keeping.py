"""What a customer writes is not lost: kept while it is typed, with a stopped desk, a lost answer and an ended session; sent
again it arrives once. Their list is searched and narrowed, with and without scripts."""
from desk import CUT, DOWN, OFFLINE, REFUSED, SIGNED_OUT, accessible, eventually, look, opened, shoot

REPLY = "#act-reply form"


def state(page, form=REPLY):
    return page.inner_text(f"{form} .draft-state")


def count(page, words):
    return page.inner_text("#timeline").count(words)


def kept(desk, carla):
    carla.goto(desk.base + "/portal/tickets/1")
    carla.fill("#reply-text", "It smokes now.")
    eventually("kept", lambda: "Kept in this browser" in state(carla))
    carla.reload()
    assert carla.input_value("#reply-text") == "It smokes now."
    assert "was not sent" in state(carla)
    carla.click(f"{REPLY} .draft-state button")
    assert carla.input_value("#reply-text") == ""
    carla.click(f"{REPLY} .draft-state button")
    assert carla.input_value("#reply-text") == "It smokes now.", "discarding is taken back"


def stopped(desk, carla):
    desk.stop()
    carla.click(f"{REPLY} > button")
    carla.wait_for_selector("[data-refusal]")
    assert "can't be reached" in carla.inner_text("[data-refusal]")
    assert carla.input_value("#reply-text") == "It smokes now."
    look(carla, "keeping-stopped")
    desk.start()
    carla.click(f"{REPLY} .draft-state button")
    eventually("sent", lambda: count(carla, "It smokes now.") == 1)
    assert carla.input_value("#reply-text") == ""
    carla.reload()
    assert carla.input_value("#reply-text") == "" and count(carla, "It smokes now.") == 1


def answer_lost(desk, carla):
    """It arrived, and nobody heard so: sent again it is there once; and left there, the page knows it."""
    pattern = "**/portal/tickets/1/replies"
    for words, again in [("Here is the log.", True), ("And the picture.", False)]:
        carla.fill("#reply-text", words)
        carla.route(pattern, lambda route: (route.fetch(max_redirects=0), route.abort()))
        carla.click(f"{REPLY} > button")
        carla.wait_for_selector("[data-refusal]")
        carla.unroute(pattern)
        if again:
            carla.click(f"{REPLY} .draft-state button")
        else:
            carla.reload()
            assert "has arrived" in state(carla)
        eventually("it is there", lambda: count(carla, words) == 1)
        assert carla.input_value("#reply-text") == ""


def signed_out(desk, context, carla):
    """The session ends while she asks for support: signed in again in another tab, it goes once."""
    carla.goto(desk.base + "/portal/new?category=technical")
    carla.fill("#file-subject", "The export stops")
    carla.fill("#file-text", "At 40 %.")
    other = context.new_page()
    other.goto(desk.base + "/portal")
    other.click("header.top >> text=Sign out")
    carla.click("#act-file form > button.main")
    carla.wait_for_selector("[data-refusal]")
    assert "signed out" in carla.inner_text("[data-refusal]")
    look(carla, "keeping-signed-out")
    desk.sign_in(other, "carla@acme.example")
    other.close()
    carla.reload()
    assert carla.input_value("#file-subject") == "The export stops"
    assert carla.input_value("#file-text") == "At 40 %."
    carla.click("#act-file form > button.main")
    carla.wait_for_url("**/portal/tickets/*")
    carla.goto(desk.base + "/portal/new?category=technical")
    assert carla.input_value("#file-subject") == "", "the desk has it"


def refused(desk, carla):
    carla.goto(desk.base + "/portal/new?category=technical")
    carla.fill("#file-subject", "   ")
    carla.fill("#file-text", "Words")
    carla.click("#act-file form > button.main")
    carla.wait_for_selector("[data-refusal]")
    assert carla.input_value("#file-text") == "Words"
    assert carla.get_attribute("#file-subject", "aria-invalid") == "true"
    accessible(carla, "a refused request")
    carla.goto(desk.base + "/portal")


def found(desk, browser, carla):
    for page in [carla, without_scripts(browser, carla)]:
        page.goto(desk.base + "/portal")
        page.fill("#search", "export")
        page.click("form[role=search] button")
        page.wait_for_url("**/portal?q=export")
        assert page.locator("#portal-list tbody tr").count() == 1
        assert "The export stops" in page.inner_text("#portal-list")
        page.click(".filters >> text=Closed")
        page.wait_for_url("**/portal?show=closed&q=export")
        assert "Nothing was found." in page.inner_text("#portal-list")
        page.click("#portal-list >> text=Show the list")
        assert "No ticket is closed." in page.inner_text("#portal-list")
    carla.goto(desk.base + "/portal?show=open")
    look(carla, "keeping-list")
    carla.set_viewport_size({"width": 360, "height": 740})
    assert carla.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(carla, "keeping-list-narrow")


def without_scripts(browser, page):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    return context.new_page()


def main():
    with opened(expected=[REFUSED, CUT, DOWN, OFFLINE, SIGNED_OUT, "net::ERR_FAILED "]) as (desk, browser):
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        desk.mail("The printer")
        eventually("it arrives", lambda: ana.locator(".row").count() == 1)
        ana.close()
        context = browser.new_context()
        carla = context.new_page()
        desk.sign_in(carla, "carla@acme.example")
        kept(desk, carla)
        stopped(desk, carla)
        answer_lost(desk, carla)
        signed_out(desk, context, carla)
        refused(desk, carla)
        found(desk, browser, carla)
    print("keeping: a customer's words over a stop, a lost answer and an ended session; the list searched and narrowed")


main()
