"""Every page in light and dark at 360, 1280 and 2560 px: nothing for axe to say, nothing to scroll sideways."""
import pathlib
import re

from _looking import SCHEMES, WIDTHS, headed, options
from _routes import ELSEWHERE, is_page, routes
from desk import ABSENT, REFUSED, accessible, eventually, fits, note, opened, sent, shoot

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
    sent(page)
    page.goto(desk.base + "/tickets/1#act-request")
    page.fill("#request-text", "The log of last night.")
    page.click("#act-request button")
    sent(page)
    page.goto(desk.base + "/tickets/1")
    page.check("#visibility-internal")
    page.fill("#reply-text", "It is the cache.")
    page.click("form.reply button.for-internal")
    sent(page)
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


# By who looks. A route of the table in Tests/Fixtures/access/routes.txt is here, or below with the reason.
MARA = [
    ("/queue", None), ("/queue?show=waiting", None), ("/queue?show=mine", None), ("/queue?q=export", None),
    ("/queue", keys), ("/queue?show=rated-low", None), ("/queue?tier=1&customer=Acme", None),
    ("/queue/views", None), ("/queue/acts?act=assignment&ticket=1&ticket=3", None),
    ("/queue/acts?act=severity", None), ("/tickets/1", None), ("/tickets/1", whys), ("/tickets/1", refused),
    ("/tickets/2", None), ("/tickets/3", None), ("/tickets/4", None), ("/tickets/1/proof/acknowledgment", None),
    ("/tickets/1/proof/resolution", None), ("/tickets/1/print", None), ("/tickets/999", None),
    ("/tickets/1/merger", None), ("/tickets/1/splitting", None), ("/tickets/new", None), ("/outbox", None),
    ("/own-mail", None), ("/tokens", None), ("/agreements", None), ("/agreements/acme", None),
    ("/agreements/acme/1", None), ("/agreements/acme/1/promises", None), ("/agreements/acme/1/changes", None),
    ("/agreements/acme/1/clauses", None),
    ("/agreements/acme/what-if", None), ("/agreements/acme/hours", None),
    ("/agreements/acme/holidays", None), ("/agreements/acme/errors", None), ("/templates", None),
    ("/templates/harbor", None), ("/agreements/acme-chat/draft", None), ("/agreements/acme-chat/draft", filling),
    ("/credits", None), ("/credits/acme/2026-11", None), ("/accesses", None), ("/reports", None),
    ("/reports/acknowledgments", None), ("/reports/volume/tickets", None), ("/reports/credits-eur", None),
    ("/reports/satisfaction/comments", None), ("/organisations/2/reports", None),
    ("/organisations/2/tickets", None),
    ("/organisations/2/reports/resolutions", None), ("/organisations/2/reports/volume/tickets", None),
    ("/schedules", None), ("/canned-replies", None), ("/palette?q=export&ticket=1", None), ("/mails", None),
    ("/bell", None), ("/tickets/1/texts/1", None),
    ("/mails/receipt", None), ("/mails/survey", None), ("/mails/extension?language=de", None), ("/calls", None),
    ("/calls/new", None), ("/chats", None), ("/wallboard", None), ("/wallboard/screens", None),
    ("/calendar", None), ("/calendar/deadlines", None), ("/exports", None), ("/audit", None),
    ("/articles", None), ("/articles/1", None), ("/articles/1/versions/1", None), ("/help", None),
    ("/help?q=export", None), ("/help/1", None), ("/events", None), ("/events/new", None),
    ("/quarantine", None), ("/privacy", None), ("/notices", None), ("/account", None), ("/contacts", None),
]
IVO = [
    ("/people", None), ("/people/1", None), ("/calendar/people/1", None), ("/groups", None), ("/brand", None),
    ("/mailboxes", None), ("/sending", None), ("/checkup", None), ("/webhooks", None), ("/tokens/all", None),
    ("/sign-in-rules", None), ("/account/app", None), ("/account/confirmation", None),
]
CARLA = [
    ("/portal", None), ("/portal/new", None), ("/portal/new?category=technical", None), ("/portal/tickets/1", None),
    ("/portal/tickets/1/proof/resolution", None), ("/portal/tickets/1/texts/1", None), ("/portal/agreements", None), ("/portal/agreements/acme/1", None),
    ("/portal/agreements/acme/1/promises", None), ("/portal/agreements/acme/notice", None),
    ("/portal/contacts", None), ("/portal/reports", None), ("/portal/reports/resolutions", None),
    ("/portal/reports/volume/tickets", None), ("/help", None), ("/help/1", None), ("/exports", None),
    ("/account", None), ("/portal/tickets/999", None), ("/chat", None),
]
STRANGER = [
    ("/sign-in", None), ("/sign-in/link", None), ("/password", None), ("/help", None), ("/help/1", None),
    ("/chat", None), ("/nothing", None),
    (f"/rating/1/1/{'0' * 40}", None),
]


def every_route_is_looked_at():
    """The table of routes against the lists above: a new page can't be forgotten. _seen.py asks what was really seen."""
    addresses = [address.split("?")[0] for address, _ in MARA + IVO + CARLA + STRANGER]
    missed = []
    for route in filter(is_page, routes()):
        pattern = re.sub(r":\w+", "[^/]+", route)
        if route in ELSEWHERE:
            walk = pathlib.Path(__file__).with_name(ELSEWHERE[route] + ".py")
            assert walk.exists(), f"{route}: there is no walk {walk.name}"
        elif not any(re.fullmatch(pattern, one) for one in addresses):
            missed.append(route)
    assert not missed, f"nobody looks at {missed}"


def look(desk, page, pages, who):
    """Each page once, then in every width and scheme: what a reader's window can become."""
    for number, (address, prepare) in enumerate(pages):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(desk.base + address)
        if prepare:
            prepare(page)
        headed(page, f"{who}: {address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                where = f"{who}: {address} {prepare.__name__ if prepare else ''}, {scheme}, {width} px"
                accessible(page, where, options(width, scheme))
                fits(page, where)
                note(page, width, scheme)
                shoot(page, f"{who}-{number:02}-{width}-{scheme}")
    return 6 * len(pages)


def nothing_runs(desk, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk.base + "/tickets/2")
    page.locator("#timeline iframe.sheet-frame").scroll_into_view_if_needed()
    inside = page.frame_locator("#timeline iframe.sheet-frame")
    eventually("the mail is shown", lambda: "Hello there" in inside.locator("body").inner_text())
    # The bell's count may stand before it.
    assert re.match(r"(\(\d+\+?\) )?#2 ", page.title()), f"nothing in it ran: {page.title()}"
    frame = page.locator("#timeline iframe")
    assert frame.count() == 1 and "allow-scripts" not in frame.get_attribute("sandbox")
    assert page.locator("#timeline :is(script, img, style, svg, a[href^=javascript])").count() == 0
    assert inside.locator(":is(script, iframe, svg, meta[http-equiv=refresh], a[href^=javascript])").count() == 0
    foreign = [url for url in asked if not url.startswith(desk.base)]
    assert not foreign, f"asked from elsewhere: {foreign}"
    assert not re.search(r"192\.0\.2\.1", page.content())


def main():
    every_route_is_looked_at()
    looked = 0
    # Pages that are not there and a form that is refused are looked at, too.
    with opened(expected=[ABSENT, REFUSED]) as (desk, browser):
        page = browser.new_context().new_page()
        desk.sign_in(page, "mara@harbor.example")
        fill(desk, page)
        nothing_runs(desk, page)
        for who, address, pages in [
            ("mara", "mara@harbor.example", MARA), ("ivo", "ivo@harbor.example", IVO),
            ("carla", "carla@acme.example", CARLA), ("stranger", None, STRANGER),
        ]:
            page = browser.new_context().new_page()
            if address:
                desk.sign_in(page, address)
            looked += look(desk, page, pages, who)
            page.context.close()
    print(f"every page: {looked} looks, axe found nothing, nothing scrolls sideways, a hostile mail ran nothing")


if __name__ == "__main__":
    main()
