"""Two promises break: a credit is approved, another refused by a clause, the statement read, issued, disputed and corrected."""

from desk import REFUSED, SIGNED_OUT, clock_at, eventually, look, opened

# Monday 2026-11-23 in UTC; Berlin is an hour ahead, and open. Then a day in the next month.
RECEIVED, AFTERWARDS = "2026-11-23 09:30:00", "2026-12-02 09:30:00"
STATEMENT = "/credits/acme/2026-11"


def send(page, act):
    page.click(f"#act-{act} form > button")
    page.wait_for_load_state()


def opens(page, act):
    if page.get_attribute(f"#act-{act}", "open") is None:
        page.click(f"#act-{act} summary")


def statement(desk, page):
    page.goto(desk.base + "/credits")
    look(page, "credits")
    page.click("a.month:has-text('November 2026')")
    page.wait_for_url("**" + STATEMENT)
    look(page, "statement-open")
    proofs = page.locator("a:has-text('Proof')")
    addresses = [proofs.nth(each).get_attribute("href") for each in range(proofs.count())]
    assert len(addresses) >= 4, addresses
    for address in addresses:
        assert page.request.get(desk.base + address).ok, address
    page.goto(desk.base + addresses[0])
    assert "Acknowledgment" in page.inner_text("h1, main")
    look(page, "statement-proof")


def decide(desk, page):
    page.goto(desk.base + STATEMENT)
    page.locator("a:has-text('Decide')").nth(0).click()
    page.wait_for_selector("#act-approve")
    look(page, "credit-to-decide")
    opens(page, "approve")
    page.fill("#approve-password", desk.password("mara@harbor.example"))
    send(page, "approve")
    assert "Approved" in page.inner_text("main table")
    page.locator("a:has-text('Decide')").nth(1).click()
    page.wait_for_selector("#act-refuse")
    opens(page, "refuse")
    page.select_option("#refuse-clause", "H")
    page.fill("#refuse-reason", "Their own network was down")
    page.fill("#refuse-password", desk.password("mara@harbor.example"))
    send(page, "refuse")
    assert "Refused under H: Their own network was down" in page.inner_text("main table")
    look(page, "credit-refused")


def files(desk, page):
    pdf, csv, found = (page.request.get(f"{desk.base}{STATEMENT}/{kind}") for kind in ("pdf", "csv", "json"))
    assert pdf.body()[:5] == b"%PDF-"
    assert "acknowledgment" in csv.text() and "Their own network was down" in csv.text()
    said = found.json()
    shown = page.inner_text("main tfoot")
    euros = f"{said['total'] // 100}.{said['total'] % 100:02}"
    assert euros in shown, (euros, shown)
    return said["total"]


def issue(desk, page):
    page.goto(desk.base + STATEMENT)
    opens(page, "issue")
    page.fill("#issue-password", "not hers")
    send(page, "issue")
    page.wait_for_selector("[data-refusal]")
    page.fill("#issue-password", desk.password("mara@harbor.example"))
    send(page, "issue")
    assert "today" in page.inner_text(".summary:has-text('Issued ')"), "dated as the lines are"
    assert page.locator("a:has-text('Decide')").count() == 0, "from then on nothing is decided"
    look(page, "statement-issued")


def dispute(desk, page):
    opens(page, "dispute")
    page.fill("#dispute-reason", "Our network was up")
    key = page.locator("#dispute-key option", has_text="Acknowledgment").nth(1).get_attribute("value")
    page.select_option("#dispute-key", key)
    page.fill("#dispute-password", desk.password("mara@harbor.example"))
    send(page, "dispute")
    assert "Disputed: Our network was up" in page.inner_text("main table")
    assert page.locator("#act-answer").count() == 0, "who decided a credit is not asked to answer"
    assert "you decided this credit, so another manager answers" in page.inner_text("main")
    look(page, "dispute-own-decision")


def answer(desk, page):
    """Dana did not decide it: she answers, and what is right comes on the next statement."""
    page.goto(desk.base + STATEMENT)
    opens(page, "answer")
    page.select_option("#answer-upheld", "yes")
    page.fill("#answer-reason", "It was worse")
    page.fill("#answer-amount", "999999.00")
    page.fill("#answer-password", desk.password("dana@harbor.example"))
    send(page, "answer")
    page.wait_for_selector("[data-refusal]")
    assert page.input_value("#answer-reason") == "It was worse", "what was typed is still there"
    look(page, "dispute-beyond-rule")
    page.fill("#answer-amount", "")
    page.select_option("#answer-severity", "critical")
    page.fill("#answer-password", desk.password("dana@harbor.example"))
    send(page, "answer")
    assert "Corrected to" in page.inner_text("main table")
    look(page, "dispute-upheld")
    page.goto(desk.base + "/credits/acme/2026-12")
    words = page.inner_text("main table")
    assert "reversed after a dispute" in words and "a correction" in words, words
    proofs = page.locator("main table a:has-text('Proof')")
    assert proofs.count() >= 2
    for each in range(proofs.count()):
        assert page.request.get(desk.base + proofs.nth(each).get_attribute("href")).ok
    look(page, "statement-corrected")


def main():
    # A session is over when the clock is set on by days.
    with clock_at(RECEIVED) as (clock, faked), opened(faked, expected=[REFUSED, SIGNED_OUT + ".*/live"]) as (desk, browser):
        walk(desk, browser, clock)
    print("money: approved, refused, read as page, PDF, CSV and JSON, issued, disputed, corrected; every line has its proof")


def rows(desk, page):
    page.goto(desk.base + "/queue")
    return page.locator("[id^=row-]").count()


def walk(desk, browser, clock):
    desk.mail("The export stops")
    desk.mail("The import stops")
    early = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(early, "mara@harbor.example")
    eventually("both are there", lambda: rows(desk, early) >= 2)
    clock.set(AFTERWARDS)
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(page, "mara@harbor.example")

    def lines():
        page.goto(desk.base + STATEMENT)
        return page.locator("a:has-text('Proof')").count()

    # A mail wakes the alarm at once; under a faked clock its own sleep is longer than it says.
    desk.mail("Another question")
    eventually("the breaches are written", lambda: lines() >= 4, seconds=60)
    statement(desk, page)
    decide(desk, page)
    page.goto(desk.base + STATEMENT)
    before = files(desk, page)
    issue(desk, page)
    assert files(desk, page) == before, "issued as it was shown"
    dispute(desk, page)
    dana = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(dana, "dana@harbor.example")
    answer(desk, dana)


main()
