"""At 360 px without scripts: the head takes one row, its menu leads everywhere, and no agreement is cut."""
from desk import accessible, opened

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


def main():
    with opened() as (desk, browser):
        look = {"viewport": {"width": WIDTH, "height": 800}}
        plain = browser.new_context(**look, java_script_enabled=False)
        page = plain.new_page()
        desk.sign_in(page, "mara@harbor.example")
        menu(desk, page)
        agreements(desk, page)
        for scheme in ["light", "dark"]:
            context = browser.new_context(**look, color_scheme=scheme, storage_state=plain.storage_state())
            page = context.new_page()
            page.goto(desk.base + "/agreements")
            page.get_by_role("button", name="Menu").click()
            accessible(page, f"the open menu, {scheme}")
    print("narrow: the menu leads everywhere without scripts, and no agreement is cut")


main()
