"""A customer's day: Carla files, chats, sees the answer come, rates it, disputes a mark and a span that is not counted,
gives access, reads what is hers."""
from desk import REFUSED, clock_at, eventually, look, opened, sent

# Monday 2026-11-23 in UTC; Berlin is an hour ahead, and open. The same afternoon.
MORNING, AFTERNOON = "2026-11-23 09:30:00", "2026-11-23 13:00:00"


def file(desk, page, subject, text):
    page.goto(desk.base + "/portal/new?category=technical")
    page.fill("#file-subject", subject)
    page.fill("#file-text", text)
    page.click("#act-file form > button")
    page.wait_for_url("**/portal/tickets/*")
    return page.url.rsplit("/", 1)[1]


def answer(desk, page, number, act, fields, choices=None):
    page.goto(f"{desk.base}/tickets/{number}#act-{act}")
    for name, text in fields.items():
        page.fill(f"#{act}-{name}", text)
    for name, value in (choices or {}).items():
        page.select_option(f"#{act}-{name}", value)
    page.click(f"#act-{act} form > button")
    sent(page)


def chatted(desk, carla, ben):
    """Ben takes chats; what both say is there at once, and stays as a ticket of hers."""
    ben.goto(desk.base + "/chats")
    ben.click("#act-duty form > button")
    ben.wait_for_load_state()
    assert "Taken by Ben Okafor" in ben.inner_text("main")
    carla.goto(desk.base + "/portal")
    carla.click("nav >> text=Chat")
    assert "Chat with us" in carla.inner_text("h1"), "somebody is there"
    carla.fill("#chat-text", "Can two of us export at once?")
    carla.click("form.chat-form > button")
    carla.wait_for_url("**/chat/*")
    ben.goto(desk.base + "/queue?show=all")
    ben.click(".row a:has-text('Can two of us export at once?')")
    ben.wait_for_url("**/tickets/*")
    eventually("she is there", lambda: "is here" in ben.inner_text("#chat-presence"))
    ben.fill("#reply-text", "Yes, since version 4.")
    ben.click("form.reply button.for-public")
    eventually("the answer comes by itself", lambda: "Yes, since version 4." in carla.inner_text("#chat-lines"))
    carla.fill("#chat-text", "Thank you, that is all.")
    carla.press("#chat-text", "Enter")
    eventually("Ben reads it", lambda: "Thank you, that is all." in ben.inner_text("#timeline"))
    look(carla, "portal-chat")
    carla.click(".chat-end button")
    carla.wait_for_selector("text=This chat is over")
    carla.click("main >> text=Ticket #")
    carla.wait_for_url("**/portal/tickets/*")
    said = carla.inner_text("#timeline")
    assert "Yes, since version 4." in said and "Thank you, that is all." in said, said


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
    carla.wait_for_selector("#timeline >> text=Carla Reyes rated the resolution 2 of 5: It took days.")
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
    carla.wait_for_selector("#timeline >> text=You disputed the out-of-scope mark: It is in A.1.")
    assert "You disputed it; the desk has to answer" in carla.inner_text("#marks")
    look(carla, "portal-disputed")


def not_counted(desk, carla, ben, mara, dana, number):
    """A span is excluded from her promise; she disputes it, Dana finds her right, and the deadline is as it was."""
    carla.goto(f"{desk.base}/portal/tickets/{number}")
    before = carla.inner_text("#clock-resolution")
    answer(desk, ben, number, "exclude", {
        "from": "2026-11-23 11:00", "to": "2026-11-23 13:30", "reason": "Their own network was down"})
    answer(desk, mara, number, "decide", {}, {"decision": "approve"})
    eventually("she sees it without a reload", lambda: "Their own network was down" in carla.inner_text("#marks"))
    assert "You can dispute it until" in carla.inner_text("#marks")
    eventually("the deadline has moved", lambda: carla.inner_text("#clock-resolution") != before)
    look(carla, "portal-excluded")
    carla.goto(f"{desk.base}/portal/tickets/{number}#act-dispute")
    carla.select_option("#dispute-mark", "exclusion:1")
    carla.fill("#dispute-reason", "Our network was up all day.")
    carla.click("#act-dispute form > button")
    carla.wait_for_selector("#timeline >> text=Our network was up all day.")
    assert "You disputed it; the desk has to answer" in carla.inner_text("#marks")
    look(carla, "portal-exclusion-disputed")
    mara.goto(f"{desk.base}/tickets/{number}")
    assert mara.locator("#act-answer").count() == 0, "who approved it is not asked to answer"
    answer(desk, dana, number, "answer", {"reason": "The log says so too."}, {"mark": "exclusion:1", "upheld": "yes"})
    eventually("she is told", lambda: "was upheld: The log says so too." in carla.inner_text("#timeline"))
    eventually("it counts again", lambda: carla.inner_text("#clock-resolution") == before)
    assert "Their own network" not in carla.inner_text("#marks")


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
    with clock_at(MORNING) as (clock, faked), opened(faked, expected=[REFUSED]) as (desk, browser):
        carla, mara, ben, dana = (browser.new_context().new_page() for _ in range(4))
        for page, address in [
            (mara, "mara@harbor.example"), (ben, "ben@harbor.example"), (dana, "dana@harbor.example"),
            (carla, "carla@acme.example"),
        ]:
            desk.sign_in(page, address)
        mara.goto(desk.base + "/contacts#act-rights")
        mara.fill("#rights-address", "carla@acme.example")
        for right in ["organisation", "agreement", "books"]:
            mara.check(f"#rights-{right}")
        mara.click("#act-rights form > button")
        mara.wait_for_load_state()
        export = file(desk, carla, "The export stops", "It stops at 40 %.")
        report = file(desk, carla, "A new report", "We need one by region.")
        blank = file(desk, carla, "Nothing prints", "All pages are blank.")
        chatted(desk, carla, ben)
        rated(desk, carla, ben, export)
        disputed(desk, carla, ben, report)
        accessed(desk, carla, report)
        clock.set(AFTERNOON)
        not_counted(desk, carla, ben, mara, dana, blank)
        own(desk, carla, export)
    print("customer's day: filed, chatted, answered, rated, a mark and a span disputed, access refused, hers read")


if __name__ == "__main__":
    main()
