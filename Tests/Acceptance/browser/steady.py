"""Nothing moves under the pointer: what comes while one is at a queue, a ticket or the portal waits behind a pill."""
from desk import eventually, look, opened, stands_still, watch_shifts


def place(page, selector):
    return page.locator(selector).bounding_box()


def queue_stands(desk, page):
    page.goto(desk.base + "/queue")
    page.hover("#row-1 .subject")
    watch_shifts(page)
    before = place(page, "#row-1")
    desk.mail("The third one comes")
    page.wait_for_selector("#news:visible")
    assert page.inner_text("#news") == "1 new" and page.locator("#row-3").count() == 0
    stands_still(page, "the queue while one points at it")
    assert place(page, "#row-1") == before
    page.click("#news")
    page.wait_for_selector("#row-3")


def carla_writes(page, words):
    page.fill("#reply-text", words)
    page.click("#act-reply form > button")
    eventually("it is said", lambda: words[:8] in page.inner_text("#timeline") and not page.input_value("#reply-text"))


def ticket_stands(desk, page, carla):
    page.goto(desk.base + "/tickets/1")
    page.click("#reply-text")
    page.keyboard.type("I write while she does")
    watch_shifts(page)
    before = place(page, "#reply-text")
    carla.goto(desk.base + "/portal/tickets/1")
    carla_writes(carla, "One more thing of Carla's")
    page.wait_for_selector("#news:visible")
    assert page.inner_text("#news") == "1 new"
    assert "One more thing" not in page.inner_text("#timeline")
    stands_still(page, "the ticket while one writes in it")
    assert place(page, "#reply-text") == before
    assert page.evaluate("document.activeElement.id") == "reply-text", "the focus stays"
    page.keyboard.type(", and after")
    look(page, "ticket-held-back")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("#news")
    eventually("it is in its place", lambda: "One more thing" in page.inner_text("#timeline"))
    assert page.locator("#news").is_hidden()
    assert "entry" in page.evaluate("document.activeElement.className"), "the pill leads to it"
    assert page.input_value("#reply-text") == "I write while she does, and after"


def what_one_does_comes_at_once(desk, page):
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "We look into it.")
    page.click("form.reply button.main:visible")
    eventually("her own answer", lambda: "We look into it." in page.inner_text("#timeline"))


def portal_stands(desk, page, carla):
    # What she wrote herself a moment ago lets what follows come in at once; here that was a while ago.
    carla.evaluate("sessionStorage.clear()")
    carla.goto(desk.base + "/portal/tickets/1")
    carla.click("#reply-text")
    watch_shifts(carla)
    before = place(carla, "#reply-text")
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "It is the relay.")
    page.click("form.reply button.main:visible")
    carla.wait_for_selector("#news:visible")
    stands_still(carla, "the portal while one writes in it")
    assert place(carla, "#reply-text") == before
    carla.keyboard.press("Escape")
    carla.click("#news")
    eventually("it is there", lambda: "It is the relay." in carla.inner_text("#timeline"))


def nobody_there(desk, page, carla):
    """Who points elsewhere has it without a press, and a long ticket folds what is old."""
    page.goto(desk.base + "/tickets/1")
    page.mouse.move(0, 0)
    for each in range(3):
        carla.goto(desk.base + "/portal/tickets/1")
        carla_writes(carla, f"Long {each}. " + "It stops again. " * 900)
    eventually("it comes by itself", lambda: "Long 2." in page.inner_text("#timeline"))
    assert page.locator("#news").is_hidden()
    assert "The whole text, 14 kB" in page.inner_text("#timeline")
    page.click("text=The whole text, 14 kB >> nth=0")
    page.wait_for_selector(".message-text")
    look(page, "message-text")


def main():
    with opened() as (desk, browser):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        carla = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(page)
        desk.sign_in(carla, "carla@acme.example")
        for number, subject in enumerate(["The export stops", "The import stops"], 1):
            desk.mail(subject)
            page.wait_for_selector(f"#row-{number}", timeout=10_000)
        queue_stands(desk, page)
        ticket_stands(desk, page, carla)
        what_one_does_comes_at_once(desk, page)
        portal_stands(desk, page, carla)
        nobody_there(desk, page, carla)
    print("steady: queue, ticket and portal stood still while things changed")


main()
