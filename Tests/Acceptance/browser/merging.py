"""Two tickets are merged with both clocks in view and unmerged, messages are split off, tickets linked, and a
colleague of the customer's follows."""
from desk import REFUSED, eventually, look, opened, sent


def merge(desk, ana):
    ana.goto(desk.base + "/tickets/1")
    ana.click("#more-acts >> text=Merge")
    look(ana, "merging-search")
    ana.fill("#find-q", "again")
    ana.click("form[role=search] button")
    ana.wait_for_load_state()
    assert ana.locator("tbody tr").count() == 1
    cell = ana.locator("td:has(> a:text-is('Merge into this'))")
    assert cell.inner_text().strip() == "Merge into this", "in a column of its own"
    ana.click("text=Merge into this")
    ana.wait_for_url("**into=2*")
    said = ana.inner_text("main")
    assert "The queue shows #2 alone" in said and "Resolution (A.2)" in said
    look(ana, "merging-preview")
    ana.click("#act-merge form > button")
    ana.wait_for_url("**/tickets/1")
    assert "merged it into #2" in ana.inner_text("#timeline")
    look(ana, "merging-merged")
    ana.goto(desk.base + "/queue")
    assert "The export stops again" in ana.inner_text("#queue")
    assert ana.locator("#row-1").count() == 0


def answered(desk, ana):
    ana.goto(desk.base + "/tickets/2")
    ana.fill("#reply-text", "We look at both.")
    ana.click("form.reply button.for-public")
    sent(ana)
    ana.goto(desk.base + "/tickets/1")
    eventually("one answer acknowledges both", lambda: "Acknowledged" in ana.inner_text("#timeline"))


def unmerge(desk, ana):
    ana.click("#act-unmerge summary")
    look(ana, "merging-undo")
    ana.click("#act-unmerge form > button")
    eventually("it is undone", lambda: "undid the merge" in ana.inner_text("#timeline"))
    sent(ana)


def strangers(desk, ana):
    """Another customer's ticket is refused by its rule."""
    ana.goto(desk.base + "/tickets/1/merger?into=3")
    assert "different customers" in ana.inner_text("main")
    look(ana, "merging-refused")
    ana.goto(desk.base + "/tickets/1#act-link")
    ana.evaluate("window.isTheSamePage = true")
    ana.fill("#link-ticket", "999")
    ana.fill("#link-reason", "The same server")
    ana.click("#act-link form > button")
    ana.wait_for_selector("#act-link [data-refusal]")
    assert ana.evaluate("document.activeElement.id") == "link-ticket", "the focus is at what is wrong"
    assert ana.get_attribute("#link-ticket", "aria-invalid") == "true"
    assert ana.input_value("#link-reason") == "The same server", "what was typed is still there"
    look(ana, "merging-link-refused")
    ana.fill("#link-ticket", "3")
    ana.press("#link-ticket", "Control+Enter")
    sent(ana)
    assert "#3" in ana.inner_text("#facts") and "#3" in ana.inner_text("#timeline")
    assert "Done: " in ana.inner_text("#said") and "Done: " in ana.inner_text("#acts > .done")
    assert ana.evaluate("document.activeElement.parentElement.id") == "act-link", "the focus is where one was"
    assert ana.evaluate("window.isTheSamePage"), "all on one page"
    look(ana, "merging-linked")


def split(desk, ana, carla):
    desk.sign_in(carla, "carla@acme.example")
    for text in ("And the import fails.", "It fails at line 7."):
        carla.goto(desk.base + "/portal/tickets/1")
        carla.fill("#reply-text", text)
        carla.click("#act-reply form > button")
        eventually("it is said", lambda: text in carla.inner_text("#timeline"))
    ana.goto(desk.base + "/tickets/1")
    ana.click("#more-acts >> text=Split")
    for box in ana.locator("input[type=checkbox]").all():
        box.check()
    look(ana, "splitting")
    ana.click("form.call-form > button")
    ana.wait_for_url("**/tickets/1")
    assert "wrote what is #4 now" in ana.inner_text("#timeline")
    ana.goto(desk.base + "/tickets/4")
    assert "It fails at line 7." in ana.inner_text("#timeline") and "Split from" in ana.inner_text("#facts")
    look(ana, "splitting-done")


def follow(desk, ana, carla):
    carla.goto(desk.base + "/portal/tickets/1")
    carla.click("#act-follow summary")
    carla.fill("#follow-address", "ben@harbor.example")
    carla.click("#act-follow form > button")
    carla.wait_for_selector("[data-refusal]")
    assert "own company" in carla.inner_text("#act-follow")
    carla.fill("#follow-address", "dora@acme.example")
    look(carla, "following-portal")
    carla.click("#act-follow form > button")
    eventually("Dora follows", lambda: "dora@acme.example" in carla.inner_text(".side"))
    ana.goto(desk.base + "/tickets/1")
    assert "dora@acme.example" in ana.inner_text("#facts")
    ana.fill("#reply-text", "Dora reads this too.")
    ana.click("form.reply button.for-public")
    sent(ana)
    eventually("the copy goes out", lambda: "dora@acme.example" in ana.inner_text("#timeline"))
    ana.click("#act-unfollow summary")
    ana.click("#act-unfollow form > button")
    sent(ana)
    assert "dora@acme.example" not in ana.inner_text("#facts")
    ana.click("#act-follow-yourself summary")
    ana.click("#act-follow-yourself form > button")
    sent(ana)
    assert "Ana Lima" in ana.inner_text("#facts")
    look(ana, "following")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        desk.mail("The export stops")
        eventually("it arrives", lambda: ana.locator(".row").count() == 1)
        desk.mail("The export stops again")
        eventually("it arrives", lambda: ana.locator(".row").count() == 2)
        desk.mail("From elsewhere", sender="Jun <jun@elsewhere.example>")
        eventually("it arrives", lambda: ana.locator(".row").count() == 3)
        merge(desk, ana)
        answered(desk, ana)
        unmerge(desk, ana)
        strangers(desk, ana)
        carla = browser.new_context().new_page()
        split(desk, ana, carla)
        follow(desk, ana, carla)
    print("merging: previewed, merged, answered once, undone, refused across customers, linked, split, followed")


main()
