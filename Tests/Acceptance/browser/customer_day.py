"""A customer's day: Carla files, sees the answer come, rates it, disputes a mark, gives access, reads what is hers."""
from desk import eventually, look, opened


def file(desk, page, subject, text):
    page.goto(desk.base + "/portal/new?category=technical")
    page.fill("#file-subject", subject)
    page.fill("#file-text", text)
    page.click("#act-file form > button")
    page.wait_for_url("**/portal/tickets/*")
    return page.url.rsplit("/", 1)[1]


def answer(desk, page, number, act, fields):
    page.goto(f"{desk.base}/tickets/{number}#act-{act}")
    for name, text in fields.items():
        page.fill(f"#{act}-{name}", text)
    page.click(f"#act-{act} form > button")
    page.wait_for_load_state()


def rated(desk, carla, ben, number):
    """The answer comes without a reload; the rating is sent, changed, and seen at the desk."""
    carla.goto(f"{desk.base}/portal/tickets/{number}")
    answer(desk, ben, number, "resolve", {"text": "The export runs again."})
    eventually("the answer comes by itself", lambda: "The export runs again." in carla.inner_text("main"))
    carla.reload()
    assert "How was it?" in carla.inner_text("#act-rate")
    look(carla, "portal-resolved")
    carla.click("#act-rate form > button")
    assert not carla.evaluate("document.querySelector('#act-rate form').checkValidity()"), "a rating is chosen"
    carla.check("#act-rate input[value='2']")
    carla.fill("#rate-comment", "It took days.")
    carla.click("#act-rate form > button")
    carla.wait_for_load_state()
    assert "Carla Reyes rated the resolution 2 of 5: It took days." in carla.inner_text("#timeline")
    look(carla, "portal-rated")
    ben.goto(desk.base + "/queue?show=rated-low")
    assert "rated 2 of 5" in ben.inner_text("#queue")
    look(ben, "queue-rated-low")
    ben.goto(f"{desk.base}/tickets/{number}")
    assert "It took days." in ben.inner_text("main")


def disputed(desk, carla, ben, number):
    answer(desk, ben, number, "scope", {"reason": "Reports are not in it"})
    carla.goto(f"{desk.base}/portal/tickets/{number}")
    carla.click("#act-dispute summary")
    carla.fill("#dispute-reason", "It is in A.1.")
    carla.click("#act-dispute form > button")
    carla.wait_for_load_state()
    assert "You disputed the out-of-scope mark: It is in A.1." in carla.inner_text("#timeline")
    assert "You disputed it; the desk has to answer" in carla.inner_text("#marks")
    look(carla, "portal-disputed")


def accessed(desk, carla, number):
    carla.goto(f"{desk.base}/portal/tickets/{number}")
    carla.click("#act-access summary")
    carla.fill("#access-system", "The test shop")
    carla.fill("#access-purpose", "To see it happen")
    carla.fill("#access-until", "soon")
    carla.click("#act-access form > button")
    carla.wait_for_selector("#act-access [data-refusal]")
    look(carla, "portal-access-refused")
    assert carla.input_value("#access-system") == "The test shop", "what was typed is kept"


def own(desk, carla, number):
    for name, address in [
        ("portal-proof", f"/portal/tickets/{number}/proof/resolution"), ("portal-reports", "/portal/reports"),
        ("portal-report", "/portal/reports/acknowledgments?split=month"),
        ("portal-report-tickets", "/portal/reports/volume/tickets"), ("portal-colleagues", "/portal/contacts"),
        ("portal-notice", "/portal/agreements/acme/notice"), ("portal-agreements-own", "/portal/agreements"),
        ("portal-account", "/account"),
    ]:
        assert carla.goto(desk.base + address).status == 200, address
        look(carla, name)


def main():
    with opened() as (desk, browser):
        carla, mara, ben = (browser.new_context().new_page() for _ in range(3))
        desk.sign_in(mara, "mara@harbor.example")
        desk.sign_in(ben, "ben@harbor.example")
        desk.sign_in(carla, "carla@acme.example")
        mara.goto(desk.base + "/contacts#act-rights")
        mara.fill("#rights-address", "carla@acme.example")
        for right in ["organisation", "agreement", "books"]:
            mara.check(f"#rights-{right}")
        mara.click("#act-rights form > button")
        mara.wait_for_load_state()
        export = file(desk, carla, "The export stops", "It stops at 40 %.")
        report = file(desk, carla, "A new report", "We need one by region.")
        rated(desk, carla, ben, export)
        disputed(desk, carla, ben, report)
        accessed(desk, carla, report)
        own(desk, carla, export)
    print("ok: a customer's day")


if __name__ == "__main__":
    main()
