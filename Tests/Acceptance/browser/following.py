"""A call follows who is in it: over reloads, other pages and a second tab, until it is logged or discarded. It counts from
when it began; what is noted stays; a send that fails is tried again and logs one call."""
from desk import CUT, DOWN, OFFLINE, REFUSED, accessible, eventually, look, opened, shoot, stands_still, watch_shifts


def seconds(words):
    parts = [int(each) for each in words.strip().split(":")]
    return sum(part * 60 ** place for place, part in enumerate(reversed(parts)))


def begins(desk, ana):
    ana.goto(desk.base + "/tickets/1")
    ana.click("#more-acts >> text=Log a call")
    ana.fill("#call-summary", "Her printer smokes.")
    eventually("the notes are kept", lambda: "Kept in this browser" in ana.inner_text("#call-form .draft-state"))
    eventually("it counts", lambda: seconds(ana.inner_text("#timer-time")) >= 3)
    ana.reload()
    assert ana.input_value("#call-summary") == "Her printer smokes."
    assert ana.input_value("#call-outcome") == "1"
    assert seconds(ana.inner_text("#timer-time")) >= 3, "the same call goes on"
    assert "Brought back" in ana.inner_text("#call-form .draft-state")
    assert ana.locator("#on-call").count() == 0, "its own page shows it larger"
    shoot(ana, "following-form")


def follows(desk, ana):
    ana.goto(desk.base + "/queue")
    line = ana.locator("#on-call")
    assert "Call running" in line.inner_text() and "back to it" in line.inner_text()
    first = seconds(ana.inner_text(".on-call-time"))
    assert first >= 3
    watch_shifts(ana)
    eventually("it goes on", lambda: seconds(ana.inner_text(".on-call-time")) > first)
    stands_still(ana, "while it counts")
    look(ana, "following-queue")
    for place in ["/tickets/1", "/calendar", "/chats", "/calls"]:
        ana.goto(desk.base + place)
        assert ana.locator("#on-call a").is_visible(), place
    accessible(ana, "a page with a call")
    ana.set_viewport_size({"width": 360, "height": 740})
    assert ana.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it fits a phone"
    ana.set_viewport_size({"width": 1280, "height": 800})


def two_tabs(desk, context, ana):
    ana.click("#on-call a")
    ana.wait_for_url("**/calls/new*")
    began = ana.evaluate("JSON.parse(localStorage[Object.keys(localStorage).find((k) => k.startsWith('duly:calls:'))])")
    other = context.new_page()
    other.goto(ana.url)
    assert other.evaluate(
        "JSON.parse(localStorage[Object.keys(localStorage).find((k) => k.startsWith('duly:calls:'))])") == began
    assert other.input_value("#call-summary") == "Her printer smokes."
    return other


def logs(desk, ana, other):
    """Its line is cut at the send: nothing is lost, and it is logged once, with its true beginning."""
    ana.fill("#call-subject", "The printer smokes")
    ana.route("**/contacts/*/calls", lambda route: (route.fetch(max_redirects=0), route.abort()))
    ana.click("#call-form > button")
    ana.wait_for_selector("[data-refusal]")
    assert "may not have arrived" in ana.inner_text("[data-refusal]")
    assert ana.input_value("#call-summary") == "Her printer smokes."
    look(ana, "following-lost")
    ana.unroute("**/contacts/*/calls")
    ana.click("#call-form .draft-state button")
    ana.wait_for_url("**/tickets/1")
    assert ana.inner_text("#timeline").count("Her printer smokes.") == 1
    assert ana.locator("#on-call").count() == 0
    eventually("the other tab follows", lambda: other.input_value("#call-summary") == "")
    assert other.inner_text("#timer-time") == "0:00"
    other.close()
    ana.goto(desk.base + "/queue")
    assert ana.locator("#on-call").count() == 0


def discards(desk, ana):
    ana.goto(desk.base + "/tickets/1")
    ana.click("#more-acts >> text=Log a call")
    assert ana.input_value("#call-summary") == ""
    assert seconds(ana.inner_text("#timer-time")) < 3, "a new call begins at nought"
    ana.fill("#call-summary", "A mistake")
    ana.click("#timer-discard")
    assert ana.input_value("#call-summary") == ""
    ana.click("#call-form .draft-state button")
    assert ana.input_value("#call-summary") == "A mistake", "taken back"
    ana.click("#timer-discard")
    ana.goto(desk.base + "/queue")
    assert ana.locator("#on-call").count() == 0


def refused(desk, ana):
    """The timer goes on where it was, and the words of the desk stand in the form."""
    ana.goto(desk.base + "/calls/new?who=%2B49401234")
    eventually("the timer of an unknown caller", lambda: ana.locator("#timer").is_visible())
    ana.click("#call-form > button")
    ana.wait_for_selector("[data-refusal]")
    assert ana.locator("#timer").is_visible() and ana.inner_text("#timer-stop") == "Go on"
    ana.click("#timer-discard")


def main():
    with opened(expected=[REFUSED, CUT, DOWN, OFFLINE, "net::ERR_FAILED "]) as (desk, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        ana = context.new_page()
        desk.sign_in(ana)
        desk.mail("Hello from Carla")
        eventually("it arrives", lambda: ana.locator(".row").count() == 1)
        begins(desk, ana)
        follows(desk, ana)
        other = two_tabs(desk, context, ana)
        logs(desk, ana, other)
        discards(desk, ana)
        refused(desk, ana)
    print("following: a call kept over reloads, pages and tabs; logged once; discarded")


main()
