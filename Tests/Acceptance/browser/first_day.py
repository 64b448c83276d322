"""A first day at the desk in a real browser: sign in, a mail arrives by itself, its proof, the answer."""
from desk import ABSENT, accessible, eventually, opened


def walk(desk, page):
    page.goto(desk.base + "/queue")
    assert page.url.endswith("/sign-in"), "a stranger is sent to sign in"
    accessible(page, "sign-in")
    desk.sign_in(page)
    assert "0 open" in page.inner_text("#summary")

    desk.mail("The export stops")
    page.wait_for_selector("ol.queue > li", timeout=5000)
    assert "The export stops" in page.inner_text("ol.queue"), "the row arrives without a reload"
    eventually("the count follows", lambda: "1 open" in page.inner_text("#summary"))
    accessible(page, "queue")

    page.goto(desk.base + "/tickets/1")
    panel = page.locator(".clock-panel >> nth=0")
    panel.locator("summary", has_text="Why this deadline").click()
    assert "2 h counted of 2 h promised" in panel.inner_text()
    deadline_equals_proof(desk, page)
    accessible(page, "ticket")

    page.goto(desk.base + "/tickets/1")
    page.fill("textarea[name=text]", "I am looking at it.")
    page.locator("form[action$=replies] button[type=submit]").first.click()
    page.wait_for_load_state()
    eventually(
        "the answer keeps the acknowledgment, without a reload",
        lambda: "Kept" in page.inner_text("#clock-acknowledgment"))
    assert page.locator("#act-acknowledge").count() == 0, "what is done is no longer offered"
    answer = page.goto(desk.base + "/tickets/999")
    assert answer.status == 404


def way_back(desk, page):
    """From a mail's link over the sign-in page to the ticket; a form's address leads to its page."""
    page.goto(desk.base + "/tickets/1")
    assert page.url.endswith("/sign-in") and page.inner_text("#why") == "Sign in to see ticket 1."
    accessible(page, "sign-in-asked")
    page.fill("input[name=email]", "ana@harbor.example")
    page.fill("input[name=password]", desk.password("ana@harbor.example"))
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/tickets/1")
    page.goto(desk.base + "/tickets/1/exclusions")
    assert page.url.endswith("/tickets/1"), page.url


def deadline_equals_proof(desk, page):
    """The table read as text ends at the deadline that the page names, and its lines add up."""
    for promise in ["acknowledgment", "resolution"]:
        page.goto(f"{desk.base}/tickets/1/proof/{promise}")
        due = page.inner_text("h1").split(": ", 1)[1]
        rows = page.locator(".proof tbody tr").all()
        cells = [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]
        assert cells[-1][1] == due, f"{promise}: {cells[-1]} does not end at {due}"
        for before, after in zip(cells, cells[1:]):
            assert before[1] == after[0], f"{promise}: a gap between {before} and {after}"
        counted = sum(minutes(cell[3]) for cell in cells if cell[3] != "–")
        assert counted == minutes(page.inner_text(".proof tfoot td")), promise


def minutes(words):
    parts = words.split()
    size = {"h": 3600, "min": 60, "s": 1}
    return sum(int(number) * size[unit] for number, unit in zip(parts[::2], parts[1::2]))


def main():
    with opened(expected=[ABSENT + ".*/tickets/999"]) as (desk, browser):
        walk(desk, browser.new_page())
        way_back(desk, browser.new_context().new_page())
    print("first day: the row arrived, the proof adds up, the answer kept the promise; a link leads through signing in")


main()
