"""Every page in light and dark at 360, 1280 and 2560 px: nothing for axe to say, nothing to scroll sideways."""
import re

from desk import accessible, eventually, opened

HOSTILE = """<p>Hello <b>there</b></p><script>document.title = 'run'</script>
<img src="http://192.0.2.1/pixel.png" onerror="document.title = 'run'"><a href="javascript:document.title='run'">go</a>
<iframe src="http://192.0.2.1/"></iframe><meta http-equiv="refresh" content="0;url=http://192.0.2.1/">
<svg onload="document.title='run'"></svg><style>body { display: none }</style>"""
LONG = "W" * 300


def fill(desk, page):
    """Tickets in several states, a token, an open act, a mail that tries to run."""
    page.goto(desk.base + "/queue")
    mails = [
        ("The export stops", {}), ("A page that runs", {"html": HOSTILE, "text": "Hello there"}),
        (f"A long word {LONG}", {"text": LONG}),
        ("From nobody we know", {"sender": "Jun <jun@elsewhere.example>"}),
    ]
    for number, (subject, more) in enumerate(mails, 1):
        desk.mail(subject, **more)
        # One after the other, so that each has the number that is asked for below.
        eventually(f"row {number} arrives", lambda: page.locator(".row").count() == number)
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "I am looking at it.")
    page.click("form.reply button.for-public")
    page.wait_for_load_state()
    page.goto(desk.base + "/tickets/1#act-request")
    page.fill("#request-text", "The log of last night.")
    page.click("#act-request button")
    page.wait_for_load_state()
    page.goto(desk.base + "/tickets/1")
    page.check("#visibility-internal")
    page.fill("#reply-text", "It is the cache.")
    page.click("form.reply button.for-internal")
    page.wait_for_load_state()
    page.goto(desk.base + "/agreements#act-begin")
    page.select_option("#begin-organisation", label="Acme")
    page.fill("#begin-name", "acme-chat")
    page.click("#act-begin button")
    page.wait_for_url("**/draft")
    page.goto(desk.base + "/articles")
    page.fill("#add-title", f"Why does an export stop? {LONG[:100]}")
    page.fill("#add-category", "Exports")
    page.fill("#add-text", f"# {LONG}\n\n- {HOSTILE}\n\n```\n{LONG}\n```")
    page.click("#act-add button")
    page.wait_for_url("**/articles/1")
    page.select_option("#publish-readers", "everybody")
    page.click("#act-publish button")
    page.wait_for_selector("text=Published for")
    page.goto(desk.base + "/tokens")
    page.click("#act-mint summary")
    page.fill("#mint-name", "Nightly import")
    page.click("#act-mint button")
    page.wait_for_load_state()


def refused(page):
    page.click("#act-exclude summary")
    page.fill("#exclude-from", "yesterday")
    page.fill("#exclude-to", "today")
    page.fill("#exclude-reason", "Their network")
    page.click("#act-exclude button")
    page.wait_for_selector("[data-refusal]")


def whys(page):
    for why in page.locator(".why summary").all():
        why.click()


def keys(page):
    page.keyboard.press("?")
    page.wait_for_selector("#keys", state="visible")


def filling(page):
    """What is typed shows in the document beside, and a link leads to its field."""
    page.click(".problems summary")
    page.click("a[href='#sheet-hours-zone']")
    page.keyboard.type("Europe/Berlin")
    said = page.locator("[id='clause-A.3']")
    eventually("the document says it", lambda: "Europe/Berlin" in said.inner_text())
    assert page.evaluate("document.activeElement.id") == "sheet-hours-zone", "the focus stays in the field"


PAGES = [
    ("/queue", None), ("/queue?show=waiting", None), ("/queue?show=mine", None), ("/queue?q=export", None),
    ("/queue", keys), ("/tickets/1", None), ("/tickets/1", whys), ("/tickets/1", refused), ("/tickets/2", None),
    ("/tickets/3", None), ("/tickets/4", None), ("/tickets/1/proof/acknowledgment", None),
    ("/tickets/1/proof/resolution", None), ("/tickets/999", None), ("/outbox", None), ("/own-mail", None), ("/tokens", None),
    ("/agreements", None), ("/agreements/acme", None), ("/agreements/acme/1", None),
    ("/agreements/acme/1/promises", None), ("/agreements/acme/what-if", None),
    ("/templates", None), ("/templates/harbor", None),
    ("/agreements/acme-chat/draft", None), ("/agreements/acme-chat/draft", filling),
    ("/credits", None), ("/credits/acme/2026-11", None), ("/accesses", None),
    ("/reports", None), ("/reports/acknowledgments", None), ("/reports/volume/tickets", None),
    ("/canned-replies", None), ("/queue/views", None), ("/queue/acts?act=assignment&ticket=1&ticket=3", None),
    ("/queue/acts?act=severity", None), ("/palette?q=export&ticket=1", None), ("/queue?tier=1&customer=Acme", None),
    ("/mails", None), ("/mails/receipt", None), ("/mails/extension?language=de", None),
    ("/calls", None), ("/calls/new", None), ("/chats", None), ("/schedules", None), ("/wallboard", None),
    ("/wallboard/screens", None), ("/calendar", None), ("/calendar/deadlines", None), ("/exports", None),
    ("/audit", None), ("/reports/credits-eur", None), ("/articles", None), ("/articles/1", None), ("/help", None),
    ("/help?q=export", None), ("/help/1", None), ("/reports/satisfaction/comments", None),
    ("/queue?show=rated-low", None), ("/organisations/2/reports", None), ("/tickets/1/print", None),
]


def look(desk, page, width, name):
    count = 0
    for address, prepare in PAGES:
        page.goto(desk.base + address)
        if prepare:
            prepare(page)
        where = f"{address} {prepare.__name__ if prepare else ''}, {name}"
        accessible(page, where)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{where}: {wide} px in a window of {width}"
        count += 1
    return count


def nothing_runs(desk, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk.base + "/tickets/2")
    page.locator("#timeline iframe.sheet-frame").scroll_into_view_if_needed()
    inside = page.frame_locator("#timeline iframe.sheet-frame")
    eventually("the mail is shown", lambda: "Hello there" in inside.locator("body").inner_text())
    assert page.title().startswith("#2 "), "nothing in it ran"
    frame = page.locator("#timeline iframe")
    assert frame.count() == 1 and "allow-scripts" not in frame.get_attribute("sandbox")
    assert page.locator("#timeline :is(script, img, style, svg, a[href^=javascript])").count() == 0
    assert inside.locator(":is(script, iframe, svg, meta[http-equiv=refresh], a[href^=javascript])").count() == 0
    foreign = [url for url in asked if not url.startswith(desk.base)]
    assert not foreign, f"asked from elsewhere: {foreign}"
    assert not re.search(r"192\.0\.2\.1", page.content())


def main():
    looked = 0
    with opened() as (desk, browser):
        first = browser.new_context()
        page = first.new_page()
        desk.sign_in(page, "mara@harbor.example")
        fill(desk, page)
        nothing_runs(desk, page)
        state = first.storage_state()
        for scheme in ["light", "dark"]:
            for width in [360, 1280, 2560]:
                name = f"{scheme}, {width} px"
                look_of = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
                stranger = browser.new_context(**look_of)
                page = stranger.new_page()
                page.goto(desk.base + "/sign-in")
                accessible(page, f"sign-in, {name}")
                stranger.close()
                context = browser.new_context(**look_of, storage_state=state)
                looked += 1 + look(desk, context.new_page(), width, name)
                context.close()
    print(f"every page: {looked} looks, axe found nothing, nothing scrolls sideways, a hostile mail ran nothing")


main()
