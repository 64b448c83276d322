"""A ticket answered without a mouse, and a list that never moves under the hand."""
from desk import eventually, opened, sent


def focus(page):
    return page.evaluate("document.activeElement.closest('.row')?.id ?? document.activeElement.id")


def answered_by_keys(desk, page):
    desk.mail("The export stops")
    desk.mail("The import stops")
    eventually("two rows arrive", lambda: page.locator(".row").count() == 2)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible(), "? lists the keys"
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("j")
    assert focus(page) == "row-1"
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tickets/1")
    page.keyboard.press("w")
    assert page.locator(".why[open]").count() == 1, "w opens the proof"
    page.keyboard.press("r")
    assert focus(page) == "reply-text"
    page.keyboard.type("I look at it, q and j and ? too.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually("the reply is shown", lambda: "q and j and ? too." in page.inner_text("#timeline"))
    sent(page)
    page.keyboard.press("n")
    assert page.is_checked("#visibility-internal"), "n writes a note"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue*")


def along_the_queue(desk, page):
    """From ticket to ticket, as the queue had them."""
    page.goto(desk.base + "/queue")
    rows = page.evaluate("[...document.querySelectorAll('.row .subject')].map((row) => row.pathname)")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + rows[0])
    page.keyboard.press("j")
    page.wait_for_url("**" + rows[1])
    page.keyboard.press("k")
    page.wait_for_url("**" + rows[0])
    page.keyboard.press("k")
    eventually("it is the first", lambda: "No ticket before this one" in page.inner_text("#said"))
    page.goto(desk.base + "/queue")


def tab_order(page):
    """Every stop of the tab key is visible when it has the focus, and the first skips to the page."""
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(25):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.width, b.height] })()")
        assert min(box) > 0, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def at_rest(page, selector):
    """Where something is once the page has settled: drawn, and the same twice, a moment apart."""
    last = None
    for _ in range(40):
        box = page.locator(selector).bounding_box()
        if box is not None and box == last:
            return box
        last = box
        page.wait_for_timeout(250)
    raise AssertionError(f"{selector} never rests: {last}")


def nothing_moves(desk, page):
    """While a row has the focus, what is new waits; u shows it, and the focus stays where it was."""
    page.reload()
    page.keyboard.press("j")
    held = focus(page)
    before = at_rest(page, f"#{held}")
    desk.mail("A third one")
    page.wait_for_selector("#news:not([hidden])", timeout=10_000)
    assert page.inner_text("#news") == "1 new"
    assert page.locator(".row").count() == 2 and focus(page) == held
    now = at_rest(page, f"#{held}")
    assert now == before, f"the row did not move: {before}, {now}"
    eventually("the count is live all the same", lambda: "3 open" in page.inner_text("#summary"))
    page.keyboard.press("u")
    assert page.locator(".row").count() == 3 and focus(page) == held, "u shows it, the focus stays"


def pointer_holds(desk, page):
    """The same under the pointer: a click lands on the row that was aimed at."""
    page.evaluate("document.activeElement.blur()")
    page.hover("#row-2")
    before = at_rest(page, "#row-2")
    desk.mail("A fourth one")
    page.wait_for_selector("#news:not([hidden])", timeout=10_000)
    now = at_rest(page, "#row-2")
    assert now == before, f"the row under the pointer did not move: {before}, {now}"
    page.mouse.move(5, 5)
    eventually("it comes when the pointer has left", lambda: page.locator(".row").count() == 4)


def done_leaves(desk, page, colleague):
    """What a colleague resolves leaves the list and the counts."""
    desk.sign_in(colleague, "ben@harbor.example")
    colleague.goto(desk.base + "/tickets/3#act-resolve")
    colleague.fill("#resolve-text", "It is fixed.")
    colleague.click("#act-resolve button")
    sent(colleague)
    eventually("its row leaves", lambda: page.locator("#row-3").count() == 0)
    eventually("the count follows", lambda: "3 open" in page.inner_text("#summary"))


def main():
    with opened() as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        desk.sign_in(page)
        answered_by_keys(desk, page)
        along_the_queue(desk, page)
        tab_order(page)
        nothing_moves(desk, page)
        pointer_holds(desk, page)
        done_leaves(desk, page, browser.new_context().new_page())
    print("keyboard: answered without a mouse; nothing moved under focus or pointer; what is done left")


main()
