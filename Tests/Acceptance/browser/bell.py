"""The bell counts what is new on every page of the desk, live; its list opens over the page and is seen by that."""
from desk import accessible, eventually, look, opened, stands_still, watch_shifts


def count(page):
    return page.inner_text("#bell .bell-count").strip()


def comes_live(desk, page, other):
    """On a page that shows no tickets, and in a second tab that shares its line."""
    page.goto(desk.base + "/canned-replies")
    other.goto(desk.base + "/account")
    assert count(page) == "" and not page.title().startswith("("), page.title()
    watch_shifts(page)
    desk.mail("The export stops")
    for each in (page, other):
        eventually("the bell counts it", lambda: count(each) == "1")
        eventually("the title too", lambda: each.title().startswith("(1) "))
    assert "1 ticket has news" in page.get_attribute("#bell", "aria-label")
    stands_still(page, "a count that comes")


def is_listed(desk, page, other):
    page.click("#bell")
    page.wait_for_selector("#bell-over:popover-open")
    assert "The export stops" in page.inner_text("#bell-over") and "New" in page.inner_text("#bell-over")
    assert page.evaluate("document.activeElement.closest('#bell-over') !== null"), "the focus goes in"
    accessible(page, "the bell's list")
    look(page, "bell-open")
    page.set_viewport_size({"width": 1280, "height": 900})
    for each in (page, other):
        eventually("what was listed is seen", lambda: count(each) == "" and not each.title().startswith("("))
    page.keyboard.press("Escape")
    page.wait_for_selector("#bell-over", state="hidden")
    assert page.evaluate("document.activeElement.id") == "bell", "the focus comes back"


def breaks(desk, page, other):
    page.goto(desk.base + "/queue")
    desk.mail("The second one")
    for each in (page, other):
        eventually("the queue's bell too", lambda: count(each) == "1")
    page.click("#bell")
    page.click("#bell-over a")
    page.wait_for_url("**/tickets/2")
    for each in (page, other):
        eventually("seen", lambda: count(each) == "")


def left_at_once(desk, page, other):
    """Who follows a link before the desk has answered: the other tabs are told all the same, and ask."""
    page.goto(desk.base + "/queue")
    desk.mail("The fourth one")
    for each in (page, other):
        eventually("it is counted", lambda: count(each) == "1")
    # Its answer never comes.
    page.route("**/bell/seen", lambda route: None)
    page.click("#bell")
    page.wait_for_selector("#bell-over:popover-open")
    with other.expect_request("**/bell/count", timeout=10_000):
        page.click("#bell-over a")
    page.wait_for_url("**/tickets/*")
    page.unroute("**/bell/seen")
    # Whether the desk heard it is open: the page was left.
    page.goto(desk.base + "/bell")
    if page.locator("#bell-seen button").count():
        page.click("#bell-seen button")
    eventually("seen", lambda: page.goto(desk.base + "/bell") and count(page) == "")


def without_scripts(desk, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    desk.sign_in(page)
    desk.mail("The third one")
    eventually("it is counted", lambda: page.reload() and count(page) == "1")
    page.click("#bell")
    assert "The third one" in page.inner_text("main")
    page.click("text=I have seen these")
    assert "Nothing is new." in page.inner_text("main") and count(page) == ""
    context.close()


def main():
    with opened() as (desk, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page, other = context.new_page(), context.new_page()
        desk.sign_in(page)
        # What the demo's story left is seen first.
        page.goto(desk.base + "/bell")
        look(page, "bell-page")
        page.set_viewport_size({"width": 1280, "height": 900})
        if page.locator("#bell-seen").count():
            page.click("#bell-seen button")
        eventually("quiet", lambda: count(page) == "")
        comes_live(desk, page, other)
        is_listed(desk, page, other)
        breaks(desk, page, other)
        left_at_once(desk, page, other)
        without_scripts(desk, browser)
    print("bell: counted, listed and seen, live and without scripts")


main()
