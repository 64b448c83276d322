"""Access is asked for, written down, used, listed, and ended by the customer behind a mailed link, by hand."""
from desk import REFUSED, eventually, look, opened, sent


def soon(page):
    """A week from now, as the form wants it; the demo desk keeps the time of this machine."""
    return page.evaluate(
        "(() => { const d = new Date(Date.now() + 7 * 864e5); return d.toISOString().slice(0, 19) + 'Z' })()")


def ask(desk, ana):
    ana.goto(desk.base + "/tickets/1#act-request")
    ana.fill("#request-text", "May we look at your test shop?")
    ana.fill("#request-access", "the test shop")
    look(ana, "request")
    ana.click("#act-request form > button")
    sent(ana)


def give(desk, ana):
    ana.goto(desk.base + "/tickets/1")
    ana.click("#act-access summary")
    ana.fill("#access-system", "The test shop, password: swordfish")
    ana.fill("#access-purpose", "See why the export stops")
    ana.check("label:has-text('For Ana Lima') >> input")
    ana.select_option("#access-group", "Senior support")
    ana.fill("#access-until", soon(ana))
    ana.select_option("#access-said", "phone")
    ana.click("#act-access form > button")
    ana.wait_for_selector("#act-access [data-refusal]")
    assert ana.evaluate("document.activeElement.id") == "access-system", "the focus is at what is wrong"
    assert ana.url.endswith("/tickets/1"), "the page stays"
    assert "looks like a password" in ana.inner_text("#act-access")
    assert ana.input_value("#access-purpose") == "See why the export stops", "what was typed is still there"
    look(ana, "refused")
    ana.fill("#access-system", "The test shop, read only")
    ana.click("#act-access form > button")
    sent(ana)
    assert "Access 1: The test shop, read only" in ana.inner_text("#marks")
    look(ana, "given")


def use(desk, ana):
    ana.click("#act-use summary")
    ana.fill("#use-purpose", "Read the log of last night")
    look(ana, "to-use")
    ana.click("#act-use form > button")
    sent(ana)
    assert "used once" in ana.inner_text("#marks")
    assert "used access 1: Read the log of last night" in ana.inner_text("#timeline")


def hold(desk, mara):
    mara.goto(desk.base + "/privacy")
    mara.click("#act-hold summary")
    mara.fill("#hold-ticket", "1")
    mara.fill("#hold-reason", "Court of Kiel")
    mara.click("#act-hold form > button")
    mara.wait_for_selector("text=#1: Court of Kiel")
    mara.goto(desk.base + "/tickets/1")
    assert "Court of Kiel" in mara.inner_text("#marks")
    mara.click("text=All legal holds")
    mara.wait_for_url("**/privacy")


def listed(desk, mara):
    mara.click("nav summary")
    mara.click("nav >> text=Access")
    mara.wait_for_url("**/accesses")
    assert "The test shop, read only" in mara.inner_text("main")
    look(mara, "list")
    link = desk.letter(r"(/access/1/1/[0-9a-f]{40})")
    mara.goto(desk.base + "/outbox")
    assert link not in mara.content(), "what lets Carla act is shown to nobody at the desk"
    return link


def end(desk, mara, carla, link):
    carla.goto(desk.base + link)
    assert "Read the log of last night" in carla.inner_text("main")
    look(carla, "link")
    carla.reload()
    assert "In force until" in carla.inner_text("main"), "looking ends nothing"
    carla.fill("#end-reason", "We are done")
    carla.click("#act-end form > button")
    carla.wait_for_selector("text=It has ended")
    look(carla, "link-ended")
    mara.goto(desk.base + "/accesses")
    look(mara, "list-empty")
    mara.click("text=Ended")
    mara.wait_for_url("**show=ended*")
    assert "Carla Reyes ended it, We are done" in mara.inner_text("main")
    look(mara, "list-ended")
    mara.goto(desk.base + "/tickets/1")
    look(mara, "ticket-ended")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        desk.mail("The export stops")
        eventually("it arrives", lambda: ana.locator(".row").count() == 1)
        ask(desk, ana)
        give(desk, ana)
        use(desk, ana)
        mara = browser.new_context().new_page()
        desk.sign_in(mara, "mara@harbor.example")
        hold(desk, mara)
        link = listed(desk, mara)
        end(desk, mara, browser.new_context().new_page(), link)
    print("access: asked for, a secret refused, written down, used, listed, ended by the customer")


main()
