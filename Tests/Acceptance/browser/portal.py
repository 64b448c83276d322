"""A contact signs in, asks for support as the agreement wants, reads the answer, answers, objects; Ivo minds groups."""
from desk import REFUSED, look, opened, sent


def ask(desk, page):
    page.goto(desk.base + "/portal")
    look(page, "portal-empty")
    page.click("main a.main")
    page.select_option("#about-category", label="Technical")
    look(page, "portal-about")
    page.click("form.step button")
    page.fill("#file-subject", "The export stops")
    page.fill("#file-text", "It stops at 40 %.")
    page.fill("#file-impact", "Nobody can send invoices since nine.")
    page.set_input_files("#file-files", files=[
        {"name": "export.log", "mimeType": "text/plain", "buffer": b"stopped at 40 %"}])
    look(page, "portal-new")
    page.click("#act-file form > button")
    page.wait_for_url("**/portal/tickets/*")
    assert "You wait for us" in page.inner_text("main")
    assert "export.log" in page.inner_text("main")
    look(page, "portal-ticket")
    return page.url.rsplit("/", 1)[1]


def answered(desk, page, number):
    page.goto(desk.base + "/tickets/" + number)
    assert "export.log" in page.inner_text("main"), "the desk has the file"
    page.goto(desk.base + "/tickets/" + number + "#act-request")
    page.fill("#request-text", "The log of last night.")
    page.click("#act-request form > button")
    page.wait_for_load_state()
    page.check("#visibility-internal")
    page.fill("#reply-text", "They drove it badly.")
    page.click("form.reply button.for-internal")
    sent(page)


def too_much(desk, page, number):
    """Three files of 9 MB are more than a form takes: said at the field, and not sent."""
    page.goto(desk.base + "/portal/tickets/" + number)
    page.fill("#reply-text", "All logs.")
    logs = [{"name": f"{day}.log", "mimeType": "text/plain", "buffer": bytes(9 << 20)} for day in ["mon", "tue", "wed"]]
    page.set_input_files("#reply-files", files=logs)
    assert "Together they have 28.3 MB, and 24 MB go at once." in page.inner_text("#act-reply [role=alert]")
    page.click("#act-reply form > button")
    assert page.input_value("#reply-text") == "All logs.", "nothing was sent"
    look(page, "portal-too-much")
    page.get_by_role("button", name="Remove tue.log").click()
    assert page.locator("#act-reply [role=alert]").count() == 0 or not page.inner_text("#act-reply [role=alert]")
    page.fill("#reply-text", "")


def reply(desk, page, number):
    page.goto(desk.base + "/portal/tickets/" + number)
    assert "The log of last night." in page.inner_text("main")
    assert "They drove it badly" not in page.content()
    look(page, "portal-waiting")
    page.fill("#reply-text", "Here it is.")
    page.click("#act-reply form > button")
    page.wait_for_selector("#timeline >> text=Here it is.")
    page.goto(desk.base + "/portal")
    assert "The export stops" in page.inner_text("main")
    look(page, "portal-list")
    page.goto(desk.base + "/portal/agreements")
    look(page, "portal-agreements")
    page.click("text=Promises")
    look(page, "portal-promises")


def objects(desk, agent, page, number):
    """What was resolved is objected to; the desk sees it, and neither page is too wide for it."""
    agent.goto(desk.base + "/tickets/" + number + "#act-resolve")
    agent.fill("#resolve-text", "It is mended.")
    agent.click("#act-resolve form > button")
    sent(agent)
    page.goto(desk.base + "/portal/tickets/" + number)
    page.wait_for_selector("#act-object", timeout=30_000)
    page.click("#act-object summary")
    look(page, "portal-objecting")
    page.fill("#object-reason", "It stops at 60 % now.")
    page.click("#act-object form > button")
    page.wait_for_selector("text=You objected: It stops at 60 % now.")
    agent.goto(desk.base + "/tickets/" + number)
    assert "Objection to the resolution" in agent.inner_text("main")
    look(agent, "ticket-objected")


def groups(desk, page):
    page.goto(desk.base + "/groups")
    page.click("#act-add summary")
    page.fill("#add-name", "Night shift")
    page.click("#act-add form > button")
    page.wait_for_selector("text=Nobody: managers and administrators alone see its tickets")
    look(page, "groups")
    page.goto(desk.base + "/contacts")
    page.click("#act-rights summary")
    page.fill("#rights-address", "nobody@acme.example")
    page.click("#act-rights form > button")
    page.wait_for_selector("[data-refusal]")
    look(page, "contacts-refused")
    page.fill("#rights-address", "carla@acme.example")
    page.check("#rights-organisation")
    page.click("#act-rights form > button")
    page.wait_for_selector("text=Every ticket")
    look(page, "contacts")


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        carla, ben, ivo = (browser.new_context().new_page() for _ in range(3))
        desk.sign_in(ben, "ben@harbor.example")
        desk.sign_in(ivo, "ivo@harbor.example")
        carla.goto(desk.base + "/sign-in")
        carla.fill("input[name=email]", "carla@acme.example")
        carla.fill("input[name=password]", desk.password("carla@acme.example"))
        carla.press("input[name=password]", "Enter")
        carla.wait_for_url("**/portal")
        number = ask(desk, carla)
        answered(desk, ben, number)
        too_much(desk, carla, number)
        reply(desk, carla, number)
        objects(desk, ben, carla, number)
        groups(desk, ivo)
    print("ok: the portal, groups and contacts")


if __name__ == "__main__":
    main()
