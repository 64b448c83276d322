"""Twenty tickets by keyboard alone: canned replies, acts on several, kept views, the palette; and two on one ticket."""
from desk import REFUSED, eventually, look, opened, sent

MANY = 20


def focus(page):
    return page.evaluate("document.activeElement.closest('.row')?.id ?? document.activeElement.id")


def open_palette(page, words):
    """Types into the palette until its first hit is what was meant."""
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type(words)
    eventually(f"the palette finds {words}", lambda: words.split()[-1].lower() in chosen(page).lower())


def chosen(page):
    return page.evaluate("document.querySelector('#palette [aria-selected=true]')?.textContent ?? ''")


def canned_written(desk, page):
    """Where there is no canned reply, `c` leads to where one is written. Ana writes it, and a placeholder that is not
    there is refused with those that are."""
    page.goto(desk.base + "/tickets/1")
    page.keyboard.press("c")
    page.wait_for_selector("#palette [aria-selected=true] >> text=There is no canned reply yet.")
    look(page, "canned-none")
    page.keyboard.press("Enter")
    page.wait_for_url("**/canned-replies#act-add")
    page.goto(desk.base + "/canned-replies")
    look(page, "canned-empty")
    page.fill("#add-name", "With me")
    page.fill("#add-words", "Hello {name},\n\nticket {nummer} is with me. You hear from me by {answer_by}.")
    page.click("#act-add button")
    page.wait_for_selector("[data-refusal]")
    assert "There is no placeholder {nummer}" in page.inner_text("#act-add")
    look(page, "canned-refused")
    page.fill("#add-words", "Hello {name},\n\nticket {ticket} is with me. You hear from me by {answer_by}.")
    page.click("#act-add button")
    page.wait_for_selector("tbody >> text=With me")
    look(page, "canned")
    page.click("tbody >> text=With me")
    page.wait_for_url("**/canned-replies/1")
    look(page, "canned-one")


def without_scripts(desk, browser):
    """The select of the reply box puts it in on the server, behind what was typed."""
    page = browser.new_context(java_script_enabled=False).new_page()
    desk.sign_in(page)
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "One moment.")
    page.select_option("#reply-canned", label="With me")
    page.click("#insert-canned")
    assert page.input_value("#reply-text").startswith("One moment.\n\nHello Carla Reyes,\n\nticket 1 is with me.")
    page.goto(desk.base + "/queue?show=all")
    page.check("#row-1 .row-tick input")
    page.check("#row-2 .row-tick input")
    page.click(".act-bar >> text=Assign")
    page.wait_for_url("**/queue/acts?**")
    page.select_option("#assign-person", label="Ana Lima")
    page.click("#act-assign button")
    assert "2 tickets done" in page.inner_text(".summary")
    page.context.close()


def answered(page, number):
    """One ticket: opened by number, a canned reply put in at the cursor, read, and sent."""
    open_palette(page, f"#{number}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/{number}")
    page.keyboard.press("r")
    page.keyboard.type("Thank you. ")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type("with me")
    eventually("the reply is offered", lambda: "With me" in chosen(page))
    page.keyboard.press("Enter")
    text = page.locator("#reply-text")
    eventually("it stands at the cursor", lambda: text.input_value().startswith("Thank you. Hello Carla Reyes"))
    assert focus(page) == "reply-text", "the focus is where one writes on"
    page.keyboard.type(" Ana")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for _ in range(6):
        if page.evaluate("document.activeElement.textContent.trim()") == "Send reply":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually("it is sent", lambda: f"ticket {number} is with me" in page.inner_text("#timeline"))
    sent(page)


def ticked(desk, page):
    """A range of rows is ticked by key and escalated; then what can't go higher says so, ticket by ticket."""
    page.goto(desk.base + "/queue?show=all")
    page.keyboard.press("j")
    first = focus(page)
    page.keyboard.press("x")
    for _ in range(4):
        page.keyboard.press("j")
    page.keyboard.press("X")
    assert page.inner_text("#ticked") == "5 ticked"
    assert page.locator(".row-tick input:checked").count() == 5 and focus(page) != first
    look(page, "ticked", at_end=True)
    page.keyboard.press("b")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Escalate"
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/acts?**")
    look(page, "acts")
    page.focus("#escalate-tier")
    page.keyboard.press("Tab")
    page.keyboard.type("The directory is down")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-outcome]")
    assert page.locator("[data-outcome=done]").count() == 5
    look(page, "acts-done")
    numbers = [link.inner_text()[1:] for link in page.locator("tbody a").all()]
    page.goto(desk.base + "/queue/acts?act=escalations&" + "&".join(f"ticket={n}" for n in numbers[:2] + ["9"]))
    page.fill("#escalate-reason", "Once more")
    page.click("#act-escalate button")
    page.wait_for_selector("[data-outcome]")
    assert "1 ticket done, 2 refused" in page.inner_text(".summary"), page.inner_text(".summary")
    assert "on tier 2 already" in page.inner_text("tbody")
    look(page, "acts-refused")


def nothing_moves(desk, page):
    """What is ticked stays ticked while rows change, and no row moves under the pointer."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(desk.base + "/queue?show=all")
    row = page.locator(".row").nth(2)
    held = row.get_attribute("id")
    page.hover(f"#{held}")
    page.check(f"#{held} .row-tick input")
    page.wait_for_timeout(300)
    before = page.locator(f"#{held}").bounding_box()
    desk.mail("One more comes in")
    page.wait_for_selector("#news:not([hidden])", timeout=10_000)
    assert page.locator(f"#{held}").bounding_box() == before, "the row stays under the pointer"
    page.keyboard.press("u")
    eventually("it is there", lambda: page.locator(".row").count() == MANY + 1)
    assert page.is_checked(f"#{held} .row-tick input"), "the tick stays"


def opens_below(page):
    """The form stands at its button, whole in the window, with the name ready to be typed."""
    page.click(".queue-tool >> text=Keep this view")
    eventually("the name is ready", lambda: page.evaluate("document.activeElement.id") == "view-name")
    button = page.locator(".queue-tool[open] > summary").bounding_box()
    form = page.locator(".queue-tool[open] > form").bounding_box()
    assert form["x"] <= button["x"] + button["width"] and button["x"] <= form["x"] + form["width"], (button, form)
    assert 0 <= form["y"] - button["y"] - button["height"] < 24, (button, form)
    assert form["x"] >= 0 and form["x"] + form["width"] <= page.viewport_size["width"], form


def views(desk, page):
    """A view is kept under a name, found above the list and by the palette, and begun with."""
    page.goto(desk.base + "/queue?show=all")
    page.click(".queue-tool >> text=Narrow")
    page.select_option("#narrow-tier", "2")
    page.fill("#narrow-customer", "Acme")
    look(page, "narrow")
    page.click(".queue-tool button >> text=Narrow")
    page.wait_for_url("**tier=2**")
    assert page.locator(".row").count() == 6, page.locator(".row").count()
    opens_below(page)
    page.keyboard.type("Second line, Acme")
    look(page, "keep-view")
    page.click(".queue-tool button >> text=Keep view")
    page.wait_for_selector(".filters a[aria-current] >> text=Second line, Acme")
    # With a view above the list the button has another place.
    page.goto(desk.base + "/queue?show=waiting")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        opens_below(page)
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == "Keep this view"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(desk.base + "/queue/views")
    page.click("text=Begin here")
    page.wait_for_selector("text=You begin here")
    look(page, "views")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**tier=2**")
    page.goto(desk.base + "/tokens")
    open_palette(page, "second line")
    look(page, "palette")
    page.keyboard.press("Enter")
    page.wait_for_url("**tier=2**")
    page.goto(desk.base + "/queue/views")
    page.click("text=Begin with the whole queue again")
    page.wait_for_selector("text=Begin here")


def acts_by_palette(desk, page):
    """An act of the open ticket opens with its first field; one that is refused says why and does nothing."""
    page.goto(desk.base + "/tickets/20")
    open_palette(page, "reopen")
    assert "Refused: Only what is resolved is reopened." in chosen(page)
    page.keyboard.press("Enter")
    assert page.locator("#palette[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#palette[open]").count() == 0
    page.keyboard.press(":")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type("resolve")
    eventually("it is offered", lambda: chosen(page).startswith("Resolve"))
    look(page, "palette-ticket")
    page.keyboard.press("Enter")
    eventually("its field has the focus", lambda: focus(page) == "resolve-text")
    page.keyboard.type("It is fixed.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually("it is resolved", lambda: "Resolved" in page.inner_text("#ticket-head"))
    page.goto(desk.base + "/palette?q=export")
    look(page, "palette-page")


def together(desk, page, ben):
    """Ana sees that Ben writes; who answers second is told once what the first wrote, and keeps the draft."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(desk.base + "/tickets/19")
    desk.sign_in(ben, "ben@harbor.example")
    ben.goto(desk.base + "/tickets/19")
    line = page.locator("#presence")
    eventually("Ana sees Ben", lambda: "Ben" in line.inner_text() and "looking" in line.inner_text())
    top = page.locator("form.reply").bounding_box()
    ben.fill("#reply-text", "The relay is renewed.")
    eventually("and that he writes", lambda: "is writing a reply" in line.inner_text())
    assert page.locator("form.reply").bounding_box() == top, "nothing moves for it"
    look(page, "presence")
    page.fill("#reply-text", "Which relay is it?")
    ben.click("form.reply button.for-public")
    sent(ben)
    page.click("form.reply button.for-public")
    page.wait_for_selector("[data-refusal]")
    assert "wrote after you opened this page" in page.inner_text("form.reply")
    assert page.input_value("#reply-text") == "Which relay is it?"
    look(page, "collision")
    page.click("form.reply button.for-public")
    eventually("the second press sends it", lambda: "Which relay is it?" in page.inner_text("#timeline"))
    ben.goto("about:blank")
    eventually("Ben is gone", lambda: "Ben" not in line.inner_text())


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        desk.sign_in(page)
        for number in range(1, MANY + 1):
            desk.mail(f"Export {number} stops")
        eventually("all arrive", lambda: f"{MANY} open" in page.inner_text("#summary"), 30)
        canned_written(desk, page)
        without_scripts(desk, browser)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(desk.base + "/queue?show=all")
        for number in range(1, MANY - 1):
            answered(page, number)
        ticked(desk, page)
        nothing_moves(desk, page)
        views(desk, page)
        acts_by_palette(desk, page)
        together(desk, page, browser.new_context().new_page())
    print("workspace: twenty by keyboard, several at once, kept views, the palette, two on one ticket")


main()
