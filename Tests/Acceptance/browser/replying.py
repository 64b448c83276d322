"""A customer who wrote last stands out in the queue, live; a colleague is named in a note by keyboard; and two who answer
at once: the second is shown the first's words."""
import re

from desk import REFUSED, accessible, eventually, look, opened


def ticket(desk, page, subject):
    desk.mail(subject)
    page.goto(desk.base + "/queue")
    eventually(f"{subject} is there", lambda: page.locator(f".subject:text-is('{subject}')").count() == 1)
    page.click(f".subject:text-is('{subject}')")
    page.wait_for_url("**/tickets/*")
    return re.search(r"/tickets/(\d+)", page.url)[1]


def named(desk, page):
    """Arrows, Enter, Tab and Escape in the list behind an @; the note says whom it reached."""
    page.keyboard.press("n")
    page.wait_for_function("document.activeElement.id === 'reply-text'")
    page.keyboard.type("Ask @")
    page.wait_for_selector("#mention-list:popover-open")
    names = page.locator("#mention-list [role=option]").all_inner_texts()
    assert len(names) >= 2 and not any("Ana Lima" in name for name in names), names
    first = page.get_attribute("#reply-text", "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#reply-text", "aria-activedescendant") != first
    accessible(page, "the list of colleagues")
    look(page, "mention-list")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.focus("#reply-text")
    page.keyboard.press("Escape")
    page.wait_for_selector("#mention-list", state="hidden")
    assert page.evaluate("document.activeElement.id") == "reply-text", "the field keeps the focus"
    page.keyboard.type("b")
    page.wait_for_timeout(200)
    assert page.locator("#mention-list:popover-open").count() == 0, "closed stays closed for this name"
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("@be")
    page.wait_for_selector("#mention-list:popover-open")
    page.keyboard.press("Enter")
    assert page.input_value("#reply-text") == "Ask @ben ", page.input_value("#reply-text")
    page.keyboard.type("and @mar")
    page.wait_for_selector("#mention-list:popover-open")
    page.keyboard.press("Tab")
    page.keyboard.type("or @nobody")
    assert page.locator("#mention-list:popover-open").count() == 0
    assert page.input_value("#reply-text") == "Ask @ben and @mara or @nobody"
    page.click("button.main.for-internal")
    eventually("the note says whom it reached", lambda: page.locator(
        ".told:text-is('Told: Ben Okafor, Mara Voss. Nobody here is called @nobody.')").count() == 1)
    # A reply to the customer names nobody.
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("r")
    page.keyboard.type("@be")
    page.wait_for_timeout(200)
    assert page.locator("#mention-list:popover-open").count() == 0
    page.fill("#reply-text", "")


def rings(desk, ben):
    eventually("Ben's bell", lambda: ben.inner_text("#bell .bell-count").strip() not in ("", "0"))
    ben.goto(desk.base + "/bell")
    assert "Names you" in ben.inner_text("main") and "by Ana Lima" in ben.inner_text("main"), ben.inner_text("main")
    look(ben, "bell-told")
    ben.click("#bell-seen button")


def replied(desk, ana, carla, number):
    """Carla's answer marks the row while the queue stands open; 'Needs no answer' takes it away."""
    ana.goto(desk.base + f"/tickets/{number}")
    ana.fill("#reply-text", "Which version?")
    ana.click("button.main.for-public")
    eventually("sent", lambda: "Which version?" in ana.inner_text("#timeline"))
    ana.goto(desk.base + "/queue")
    assert ana.locator(f"#row-{number} .replied").count() == 0 and ana.inner_text("[data-live=replied]") == "0"
    carla.goto(desk.base + f"/portal/tickets/{number}")
    carla.fill("textarea[name=text]", "Version 4")
    carla.click("button:text-is('Send')")
    ana.wait_for_selector(f"#row-{number} .replied")
    assert "Customer replied" in ana.inner_text(f"#row-{number}")
    eventually("it is said", lambda: "Customer replied: " in ana.inner_text("#said"))
    eventually("the filter counts it", lambda: ana.inner_text("[data-live=replied]") == "1")
    look(ana, "queue-replied")
    ana.set_viewport_size({"width": 1280, "height": 900})
    ana.goto(desk.base + "/queue?show=replied")
    assert ana.locator(".row").count() == 1
    ana.click(f"#row-{number} .subject")
    ana.wait_for_url("**/tickets/*")
    ana.click("#act-no-answer > summary")
    ana.click("#act-no-answer button[type=submit]")
    eventually("it is said on the ticket", lambda: "needs no answer" in ana.inner_text("#timeline"))
    ana.goto(desk.base + "/queue?show=replied")
    assert "No customer waits for an answer." in ana.inner_text("main")


def both(ana, ben, number, desk):
    for page in (ana, ben):
        page.goto(desk.base + f"/tickets/{number}")
        page.fill("#reply-text", "Restart it" if page is ana else "Do not restart it")
    ben.click("button.main.for-public")
    ben.wait_for_selector("#held .held-line")
    ana.click("button.main.for-public")
    ana.wait_for_selector("[data-refusal]")
    assert "Do not restart it" in ana.inner_text("[data-refusal]"), ana.inner_text("[data-refusal]")
    eventually("hers is kept", lambda: ana.input_value("#reply-text") == "Restart it")
    look(ana, "answering-both")
    ana.set_viewport_size({"width": 1280, "height": 900})
    ana.click("button.main.for-public")
    eventually("both went", lambda: all(
        any(line.strip() == words for line in ana.locator("#timeline .said").all_inner_texts())
        for words in ("Restart it", "Do not restart it")), 25)


def main():
    with opened(undo="5", expected=[REFUSED]) as (desk, browser):
        pages = [browser.new_context(viewport={"width": 1280, "height": 900}).new_page() for _ in range(3)]
        ana, ben, carla = pages
        for page, address in zip(pages, ("ana@harbor.example", "ben@harbor.example", "carla@acme.example")):
            desk.sign_in(page, address)
        number = ticket(desk, ana, "The export stops")
        named(desk, ana)
        rings(desk, ben)
        replied(desk, ana, carla, number)
        both(ana, ben, number, desk)
    print("replying: marked live, named by keyboard, stopped before a second answer")


main()
