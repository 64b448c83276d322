"""An agreement is amended, offered, signed by the customer behind a mailed link and countersigned, by hand."""
import re

from desk import ABSENT, REFUSED, eventually, look, opened


def offer(desk, page):
    page.goto(desk.base + "/agreements/acme#act-amend")
    page.click("#act-amend button")
    page.wait_for_url("**/draft")
    page.click("summary:has-text('Beginning and fee')")
    page.fill("#sheet-monthly_fee", "1500.00 EUR")
    eventually("the document says it", lambda: "1500.00 EUR" in page.inner_text("#clause-head"))
    page.click("text=Save draft")
    page.wait_for_load_state()
    page.goto(desk.base + "/agreements/acme/draft#act-offer")
    look(page, "to-offer")
    page.click("#act-offer button")
    page.wait_for_url("**/agreements/acme")
    assert "Open until" in page.inner_text(".offer")
    look(page, "offered")


def sign(desk, page, carla):
    carla.goto(desk.base + "/sign/" + desk.letter(r"/sign/([0-9a-f]{40})"))
    assert "1500.00 EUR" in carla.inner_text("#clause-head")
    assert carla.inner_text(".comparison del").startswith("1200.00"), "what changes is shown first"
    look(carla, "to-sign")
    carla.click("#act-code button")
    carla.wait_for_selector("#sign-code")
    look(carla, "code-mailed")
    code = desk.letter(r"code is (\d{6})")
    page.goto(desk.base + "/outbox")
    assert code not in page.content() and "For carla@acme.example alone" in page.content(), "nobody else reads it"
    carla.fill("#sign-name", "Carla Reyes")
    carla.check("#sign-consent")
    carla.fill("#sign-code", f"{(int(code) + 1) % 1_000_000:06}")
    carla.click("#act-sign form > button")
    carla.wait_for_selector("[data-refusal]")
    assert carla.input_value("#sign-name") == "Carla Reyes", "what was typed is still there"
    look(carla, "wrong-code")
    carla.fill("#sign-code", code)
    carla.check("#sign-consent")
    carla.click("#act-sign form > button")
    carla.wait_for_selector("text=You signed on")
    look(carla, "signed")


def countersign(desk, page):
    page.goto(desk.base + "/agreements/acme")
    look(page, "to-countersign")
    page.fill("#sign-name", "Mara Voss")
    page.fill("#sign-password", "not hers")
    page.check("#sign-consent")
    page.click("#act-sign form > button")
    page.wait_for_selector("[data-refusal]")
    look(page, "wrong-password")
    page.fill("#sign-password", desk.password("mara@harbor.example"))
    page.check("#sign-consent")
    page.click("#act-sign form > button")
    page.wait_for_selector("text=Version 2 in force since")
    look(page, "in-force")


def take_along(desk, page, carla):
    """What both parties find behind the address in the mail, without an account."""
    link = desk.base + desk.letter(r"(/evidence/acme/2/[0-9a-f]{40})")
    carla.goto(link)
    look(carla, "evidence")
    assert carla.request.get(link + "/zip").body()[:4] == b"PK\x03\x04"
    assert carla.request.get(link + "/pdf").body()[:5] == b"%PDF-"
    fingerprint = re.search(r"DER\): ([0-9a-f]{64})", carla.request.get(desk.base + "/audit/key").text())
    assert fingerprint, "the key is published"
    page.goto(desk.base + "/agreements/acme/2")
    assert page.locator("a[href='/agreements/acme/2/evidence']").count() == 1
    look(page, "version")


def main():
    # A link is dead when all have signed.
    with opened(expected=[REFUSED, ABSENT + ".*/sign/"]) as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        desk.sign_in(page, "mara@harbor.example")
        offer(desk, page)
        carla = browser.new_context(viewport={"width": 412, "height": 900}).new_page()
        sign(desk, page, carla)
        countersign(desk, page)
        assert carla.goto(carla.url.split("/signature")[0]).status == 404, "after all have signed the link is dead"
        take_along(desk, page, carla)
    print("signing: amended, offered, signed with a mailed code, countersigned, in force, taken along")


main()
