"""An agreement is begun: filled in, its problems listed, read as it will be, compared; notice is given by page."""
from desk import eventually, in_words, look, opened


def fill_in(desk, page):
    page.goto(desk.base + "/agreements/acme#act-amend")
    page.click("#act-amend button")
    page.wait_for_url("**/draft")
    page.click("summary:has-text('Beginning and fee')")
    page.fill("#sheet-monthly_fee", "a lot")
    eventually("the problem is listed", lambda: page.locator(".problems li").count() >= 1)
    page.click("text=Save draft")
    page.wait_for_load_state()
    assert page.locator(".problems li").count() >= 1, "what is wrong is said after saving too"
    assert page.locator("#act-offer").count() == 0, "with a problem nothing is offered"
    look(page, "draft-problems")
    if not page.is_visible("#sheet-monthly_fee"):
        page.click("summary:has-text('Beginning and fee')")
    page.fill("#sheet-monthly_fee", "1500.00 EUR")
    eventually("the document says it", lambda: "1500.00 EUR" in page.inner_text("#clause-head"))
    eventually("no problem is left", lambda: page.locator(".problems li").count() == 0)
    page.click("text=Save draft")
    page.wait_for_load_state()
    look(page, "draft-preview")


def compare(desk, page):
    page.goto(desk.base + "/agreements/acme/draft#act-offer")
    assert "Monthly fee (1200.00 EUR to 1500.00 EUR)" in page.text_content("#act-offer")
    look(page, "draft-to-offer")
    page.click("#act-offer button")
    page.wait_for_url("**/agreements/acme")
    page.locator(".offer a", has_text="hange").first.click()
    page.wait_for_load_state()
    words = page.inner_text(".changes")
    assert "1200.00" in words and "1500.00" in words
    assert "monthly_fee" not in words, "words, and no paths"
    assert page.locator(".changes del").count() >= 1 and page.locator(".changes ins").count() >= 1
    look(page, "compared")


def give_notice(desk, page):
    page.goto(desk.base + "/agreements/acme")
    page.click("#act-notice summary")
    page.select_option("#notice-from", "provider")
    page.select_option("#notice-way", "page")
    page.click("#act-notice form > button")
    page.wait_for_selector("#give-password")
    shown = in_words(page.locator("#act-give input[name=lastDay]").get_attribute("value"))
    assert f"the last day is {shown}" in page.inner_text("main"), "the last day is shown before"
    look(page, "notice-to-give")
    page.fill("#give-password", desk.password("mara@harbor.example"))
    page.click("#act-give form > button")
    page.wait_for_load_state()
    assert f"The last day is {shown}" in page.inner_text("main")
    look(page, "notice-by-page")


def main():
    with opened() as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        desk.sign_in(page, "mara@harbor.example")
        fill_in(desk, page)
        compare(desk, page)
        give_notice(desk, page)
    print("drafting: filled in, problems, preview, compared in words, notice given by page with its last day before")


main()
