"""A person is looked up, exported, and erased by a manager and an administrator; a ticket is held, by hand."""
from desk import REFUSED, eventually, look, opened


def ask(desk, page):
    page.goto(desk.base + "/privacy")
    look(page, "privacy-empty")
    page.fill("#person-address", "nobody@acme.example")
    page.press("#person-address", "Enter")
    page.wait_for_selector("text=knows nobody")
    look(page, "privacy-unknown")
    page.fill("#person-address", "carla@acme.example")
    page.press("#person-address", "Enter")
    page.wait_for_url("**/privacy/people/*")
    page.click("#act-erase summary")
    look(page, "person")
    page.click("#act-export summary")
    page.fill("#export-password", desk.password("mara@harbor.example"))
    with page.expect_download() as taken:
        page.click("#act-export form > button")
    assert taken.value.suggested_filename.endswith(".zip")
    page.reload()
    assert "by Mara Voss" in page.inner_text("main")
    page.click("#act-erase summary")
    page.fill("#erase-reason", "Asked by letter")
    page.fill("#erase-password", desk.password("mara@harbor.example"))
    page.click("#act-erase form > button")
    page.wait_for_url("**/privacy/erasures/1")
    look(page, "asked")


def hold(desk, page):
    page.goto(desk.base + "/privacy")
    page.click("#act-hold summary")
    page.fill("#hold-ticket", "2")
    page.fill("#hold-reason", "Court of Kiel")
    page.click("#act-hold form > button")
    page.wait_for_selector("text=#2: Court of Kiel")
    look(page, "held")


def erase(desk, page):
    page.goto(desk.base + "/privacy/erasures/1")
    page.click("#act-confirm summary")
    page.fill("#confirm-password", desk.password("ivo@harbor.example"))
    look(page, "to-confirm")
    page.click("#act-confirm form > button")
    page.wait_for_selector("text=Erased, confirmed by Ivo Brandt")
    look(page, "erased")
    page.goto(desk.base + "/tickets/1")
    assert "Carla" not in page.inner_text("main"), "nothing of her is shown"
    look(page, "ticket")
    page.goto(desk.base + "/queue")
    look(page, "queue")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        desk.mail("The export stops for Carla")
        mara = browser.new_context().new_page()
        desk.sign_in(mara, "mara@harbor.example")
        eventually("it arrives", lambda: mara.locator(".row").count() == 1)
        desk.mail("A question", sender="Jun <jun@elsewhere.example>")
        eventually("both are there", lambda: mara.locator(".row").count() == 2)
        ask(desk, mara)
        hold(desk, mara)
        ivo = browser.new_context().new_page()
        desk.sign_in(ivo, "ivo@harbor.example")
        erase(desk, ivo)
    print("privacy: looked up, exported, asked for, held, erased by the other")


main()
