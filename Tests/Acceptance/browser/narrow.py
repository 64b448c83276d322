"""At 360 px without scripts: the head takes one row, its menu leads everywhere, no agreement is cut, and a long name or
a subject from right to left moves nothing."""
from desk import accessible, eventually, fits, opened

WIDTH = 360


def inside(place, name):
    box = place.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= WIDTH, f"{name} is cut: {box}"


def menu(desk, page):
    page.goto(desk.base + "/queue")
    height = page.locator(".top").bounding_box()["height"]
    assert height <= 60, f"the head is {height} px high"
    links = page.locator("#menu a:not(.of-reader)")
    assert not links.first.is_visible(), "the menu is closed"
    for name in [link.text_content() for link in links.all()] or ["no link"]:
        page.get_by_role("button", name="Menu").click()
        link = page.locator("#menu a", has_text=name)
        if not link.is_visible():
            page.locator("#menu summary").click()
        inside(link, name)
        link.click()
        page.wait_for_load_state()
        if name == "Wallboard":
            # It has the screen to itself, and a way back.
            page.click("text=Back to the queue")
            continue
        assert page.locator("#menu a[aria-current]").text_content() == name, f"{name}: {page.url}"


def agreements(desk, page):
    page.goto(desk.base + "/agreements")
    for cell in page.locator(".cards tbody :is(th, td)").all():
        inside(cell, cell.inner_text())
    assert "Version 1 in force" in page.locator(".cards tbody").inner_text()
    page.goto(desk.base + "/agreements/acme")
    assert "Signed by all" in page.inner_text("main")


LONG = "Bartholomew-Maximilian von Hohenlohe-Waldenburg-Schillingsfuerst zu Oehringen"
MAILS = [
    ("The export stops", {"sender": f"{LONG} <{'bartholomew.maximilian' * 2}@acme.example>"}),
    ("היצוא נעצר לאחר העדכון", {}),
    (f"A long subject {'which goes on and on ' * 20}", {}),
]


def long_names(desk, page):
    """Whatever a sender is called, the page stays in its window, the answer to them too."""
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "I am looking at it.")
    page.click("form.reply button.for-public")
    page.wait_for_load_state()
    page.goto(desk.base + "/tickets/1")
    fits(page, "a sender with a long name")
    inside(page.locator(".entry[data-kind=incoming] header .from").first, "the sender")
    for number in (2, 3):
        page.goto(desk.base + f"/tickets/{number}")
        fits(page, f"ticket {number}")


def starts(page, one, other):
    """The words of both begin at the same edge."""
    begin = """part => { const range = document.createRange(); range.selectNodeContents(part);
        return range.getClientRects()[0].x; }"""
    first, second = (page.locator(each).first.evaluate(begin) for each in (one, other))
    assert abs(first - second) < 2, f"{one} begins at {first}, {other} at {second}"


def right_to_left(desk, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(desk.base + "/tickets/2")
    starts(page, ".ticket-head h1", ".ticket-head .standing")
    page.goto(desk.base + "/queue?show=all")
    starts(page, "#row-2 .subject", "#row-1 .subject")
    page.goto(desk.base + "/bell")
    starts(page, ".bell-items a[href*='/tickets/2']", ".bell-items a[href*='/tickets/1']")


def beside(desk, page):
    """A long subject takes two lines beside another ticket, and is whole under the pointer."""
    page.goto(desk.base + "/tickets/2")
    row = page.locator(".beside-rows a[href='/tickets/3']")
    line = page.locator(".beside-rows .detail").first.bounding_box()["height"]
    assert row.bounding_box()["height"] <= 2.6 * line, row.bounding_box()
    assert row.get_attribute("title").count("which goes on and on") == 20


def main():
    with opened() as (desk, browser):
        look = {"viewport": {"width": WIDTH, "height": 800}}
        plain = browser.new_context(**look, java_script_enabled=False)
        page = plain.new_page()
        desk.sign_in(page, "mara@harbor.example")
        for number, (subject, more) in enumerate(MAILS, 1):
            desk.mail(subject, **more)
            page.goto(desk.base + "/queue?show=all")
            eventually(f"row {number} arrives", lambda: page.reload() and page.locator(".row").count() == number)
        menu(desk, page)
        agreements(desk, page)
        long_names(desk, page)
        right_to_left(desk, page)
        beside(desk, page)
        for scheme in ["light", "dark"]:
            context = browser.new_context(**look, color_scheme=scheme, storage_state=plain.storage_state())
            page = context.new_page()
            page.goto(desk.base + "/agreements")
            page.get_by_role("button", name="Menu").click()
            accessible(page, f"the open menu, {scheme}")
    print("narrow: the menu leads everywhere without scripts, no agreement is cut, and no name makes a page wider")


main()
