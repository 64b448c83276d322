"""A mail with a page, a picture, a script and an invitation is read on its ticket: safe, still, and as text."""
import smtplib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from desk import CARLA, SUPPORT, eventually, look, opened

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000"
    "0003010100c9fe92ef0000000049454e44ae426082")
PAGE = """<html><head><style>p { display: none }</style></head><body onload="document.title='run'">
<p style="font-size:15px">Hello Ana,</p><p>the export stops at <b>40 %</b> since Friday:</p>
<table border="1" cellpadding="4"><tr><th>Day</th><th>Rows</th></tr><tr><td>Friday</td><td>0</td></tr></table>
<p><img src="cid:logo" alt="Our logo" width="40" height="40"> <img src="https://tracker.example/open.png" alt="Ad">
<a href="https://acme.example/logs">our logs</a></p>
<script>parent.document.title = 'run'</script><img src="x" onerror="parent.document.title='run'"></body></html>"""
INVITATION = """BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261130T083000Z
DTEND:20261130T090000Z\r\nSUMMARY:Look at the export together\r\nLOCATION:Room 4
ORGANIZER;CN=Carla Reyes:mailto:carla@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""


def send(desk):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = CARLA, SUPPORT, "The export stops at 40 %"
    mail["Bcc"] = "legal@elsewhere.example"
    mail.set_content("Hello Ana,\n\nthe export stops at 40 % since Friday.\n")
    mail.add_alternative(PAGE, subtype="html")
    mail.get_payload()[1].add_related(PICTURE, "image", "png", cid="<logo>", filename="logo.png")
    mail.add_attachment(INVITATION.encode(), "text", "calendar", filename="invite.ics")
    mail.add_attachment(b"%PDF-1.4", "application", "pdf", filename="report.pdf")
    with smtplib.LMTP("127.0.0.1", desk.lmtp) as line:
        # As a program that leaves its blind copies in; `send_message` would take them out.
        line.sendmail(parseaddr(CARLA)[1], [SUPPORT], mail.as_bytes(policy=SMTP))


def read(desk, page, asked):
    page.click("text=The export stops at 40 %")
    page.wait_for_url("**/tickets/*")
    frame = page.locator(".sheet-frame")
    before = frame.bounding_box()
    inside = page.frame_locator(".sheet-frame")
    inside.locator("table").wait_for()
    after = frame.bounding_box()
    assert (before["y"], before["height"]) == (after["y"], after["height"]), "nothing moves when the frame fills"
    assert inside.locator("img[alt='Our logo']").evaluate("one => one.naturalWidth") == 1, "the picture is there"
    assert "[image not loaded: Ad]" in inside.locator("body").inner_text()
    assert inside.locator("script, style + style, [onerror], [id], [class]").count() == 0
    assert "run" not in page.title(), "no script ran"
    assert not [address for address in asked if "tracker" in address], "nothing was asked of elsewhere"
    link = inside.locator("a")
    assert "noopener" in link.get_attribute("rel") and link.get_attribute("title") == "acme.example"
    assert link.inner_text() == "our logs [acme.example]", "where it leads is read, not only hovered over"
    assert inside.locator("a > bdi").evaluate("one => getComputedStyle(one).fontSize") == "13px"
    with page.expect_download() as saved:
        page.click("text=The mail as it came (.eml)")
    assert saved.value.suggested_filename.endswith(".eml")
    with open(saved.value.path(), "rb") as file:
        assert b"Bcc: legal@elsewhere.example" in file.read(), "the bytes as they came"
    words = page.inner_text(".entry[data-kind=incoming]")
    for part in ["Invitation: Look at the export together", "Room 4", "PDF", "report.pdf",
                 "Bcc legal@elsewhere.example: the desk alone sees this"]:
        assert part in words, part
    look(page, "mail-page")


def switch(page):
    said = page.locator(".entry[data-kind=incoming] .said")
    assert not said.is_visible()
    page.check(".as-text")
    eventually("the text is shown", said.is_visible)
    assert not page.locator(".sheet-frame").is_visible()
    look(page, "mail-text")
    page.check(".as-sent")
    eventually("the page is shown again", page.locator(".sheet-frame").is_visible)


with opened() as (desk, browser):
    send(desk)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    desk.sign_in(page)
    eventually("the ticket is there", lambda: page.reload() and "The export stops" in page.content())
    read(desk, page, asked)
    switch(page)
print("mail_page: a mail's page was read, safely, and as text")
