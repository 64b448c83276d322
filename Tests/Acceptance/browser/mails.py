"""A manager reads the desk's mails, tries words on a real ticket, is told what is wrong, saves, and goes back;
an agent sends a file and a copy, and Carla gets both faces."""
import email
import email.policy
import pathlib
import tempfile

from desk import REFUSED, eventually, look, opened, sent


def newest(desk, subject):
    """The newest mail with this in its subject."""
    files = sorted((desk.data / "outgoing").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    for file in reversed(files):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if subject in mail["Subject"]:
            return mail
    return None


def receipt(desk, page):
    desk.mail("The export stops")
    page.goto(desk.base + "/queue")
    eventually("the ticket is there", lambda: page.locator(".row").count() == 1)
    eventually("the receipt went out", lambda: newest(desk, "The export stops") is not None)
    mail = newest(desk, "The export stops")
    assert mail["Auto-Submitted"] == "auto-replied"
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for words in ("A person answers", "To be resolved", "(A.3): Monday to Friday"):
        assert words in text and words in html, words


def words(desk, page):
    page.goto(desk.base + "/mails")
    look(page, "mails")
    assert "Always: A.2" in page.inner_text("#mail-extension"), "the agreement asks for it"
    page.click("#mail-receipt a")
    page.wait_for_selector("#preview")
    assert "The export stops" in page.inner_text("#preview"), "shown with a real ticket"
    look(page, "mail")
    page.fill("#letter-words", "Ticket {ticket} is in.\n\nAnswer :: {answer_by}")
    page.click("button[value=save]")
    page.wait_for_selector("[data-refusal]")
    assert "{resolve_by}" in page.inner_text("[data-refusal]"), "both deadlines must stand"
    look(page, "mail-refused")
    page.fill("#letter-words", "Ticket {ticket} is in.\n\nAnswer :: {answer_by}\nSolution :: {resolve_by}\n\n--\n{desk}")
    page.click("button[value=preview]")
    page.wait_for_selector("#preview")
    assert "Ticket 1 is in." in page.inner_text("#preview")
    page.click("button[value=save]")
    page.wait_for_selector("text=Version 1 of your own words is in use")
    look(page, "mail-own")
    desk.mail("The import stops", sender="Dora Lenz <dora@acme.example>")
    eventually("the next receipt went out", lambda: newest(desk, "The import stops") is not None)
    assert "Ticket 2 is in." in newest(desk, "The import stops").get_body(("plain",)).get_content()
    page.click("button[value=standard]")
    page.wait_for_selector("text=The standard words are in use")


def languages(desk, page):
    page.goto(desk.base + "/mails#act-contact")
    page.fill("#contact-contact", "carla@acme.example")
    page.select_option("#contact-language", "de")
    page.click("#act-contact form > button")
    page.wait_for_selector("text=carla@acme.example: Deutsch")
    page.click("#mail-receipt-without-promise button")
    page.wait_for_selector("#mail-receipt-without-promise >> text=Off since")


def answer(desk, page, folder):
    picture = pathlib.Path(folder) / "error.png"
    page.goto(desk.base + "/tickets/1")
    page.screenshot(path=str(picture), clip={"x": 0, "y": 0, "width": 20, "height": 20})
    page.fill("#reply-text", "Hier klemmt es:\n[error.png]\nWir sehen nach.")
    page.fill("#reply-cc", "dora@acme.example")
    page.set_input_files("#reply-files", str(picture))
    look(page, "reply")
    page.click("form.reply button.for-public")
    sent(page)
    assert "error.png" in page.inner_text("main")
    eventually("the answer went out", lambda: newest(desk, "The export stops")["Cc"] is not None)
    mail = newest(desk, "The export stops")
    assert "dora@acme.example" in mail["Cc"] and mail["Bcc"] is None
    assert "schrieb Carla Reyes:" in mail.get_body(("plain",)).get_content()
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert pictures[0].get_payload(decode=True) == picture.read_bytes()
    assert "cid:" + pictures[0]["Content-ID"].strip("<>") in mail.get_body(("html",)).get_content()


def pasted(desk, page):
    page.goto(desk.base + "/tickets/1")
    page.evaluate("""() => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array([1, 2])], "image.png", { type: "image/png" }));
        const paste = new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true });
        document.querySelector("#reply-text").dispatchEvent(paste);
    }""")
    assert page.input_value("#reply-text") == "[picture-1.png]", page.input_value("#reply-text")
    assert page.evaluate("document.querySelector('#reply-files').files[0].name") == "picture-1.png"
    assert page.inner_text(".chosen-name") == "picture-1.png"
    page.click(".chosen button")
    assert page.locator(".chosen li").count() == 0 and page.evaluate("document.querySelector('#reply-files').files.length") == 0
    assert page.evaluate("document.activeElement.id") == "reply-files", "the focus is not lost"


def drag(page, kind, files, over="form.reply"):
    """A step of dragging files from outside the browser, as the mouse would."""
    page.locator(over).scroll_into_view_if_needed()
    box = page.locator(over).bounding_box()
    page.context.new_cdp_session(page).send("Input.dispatchDragEvent", {
        "type": kind, "x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2,
        "data": {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}})


def dropped(desk, page, folder):
    """Files are dropped on the reply, listed, one is removed, another is chosen beside them; the rest goes out."""
    names = ["cable.txt", "router.txt", "switch.txt"]
    for name in names:
        (pathlib.Path(folder) / name).write_text(f"about the {name}\n")
    cable, router, switch = (pathlib.Path(folder) / name for name in names)
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "Two files.")
    drag(page, "dragEnter", [cable, router])
    drag(page, "dragOver", [cable, router])
    eventually("where they would go is marked", lambda: page.locator("form.reply.dropping").count() == 1)
    look(page, "reply-dragged")
    drag(page, "dragOver", [cable, router], over="#ticket-head")
    eventually("elsewhere it is not", lambda: page.locator("form.reply.dropping").count() == 0)
    drag(page, "dragOver", [cable, router])
    drag(page, "drop", [cable, router])
    listed = page.locator(".chosen li")
    eventually("both are listed", lambda: listed.count() == 2)
    assert page.locator("form.reply.dropping").count() == 0
    page.set_input_files("#reply-files", str(switch))
    assert [each.inner_text() for each in page.locator(".chosen-name").all()] == names, "what is chosen comes to them"
    look(page, "reply-chosen")
    page.get_by_role("button", name="Remove router.txt").click()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove switch.txt"
    assert [each.inner_text() for each in page.locator(".chosen-name").all()] == ["cable.txt", "switch.txt"]
    page.click("form.reply button.for-public")
    sent(page)
    eventually("they are on the timeline", lambda: "switch.txt" in page.inner_text("#timeline"))
    said = page.inner_text("#timeline")
    assert "cable.txt" in said and "router.txt" not in said, said


def too_large(desk, page, folder):
    """A file that no mail takes is named where it was chosen; nothing is sent with it, and nothing written is lost."""
    (pathlib.Path(folder) / "dump.bin").write_bytes(bytes(16 << 20))
    (pathlib.Path(folder) / "note.txt").write_text("small\n")
    posts = []
    page.on("request", lambda request: request.method == "POST" and "replies" in request.url and posts.append(request.url))
    page.goto(desk.base + "/tickets/1")
    page.fill("#reply-text", "The dump is here.")
    (pathlib.Path(folder) / "zero.txt").write_bytes(b"")
    page.set_input_files("#reply-files", str(pathlib.Path(folder) / "zero.txt"))
    assert "0 kB, empty" in page.inner_text(".chosen"), page.inner_text(".chosen")
    page.click("form.reply button.for-public")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove zero.txt" and not posts, posts
    assert "zero.txt is empty. Remove it" in page.inner_text(".enclosed [role=alert]")
    page.keyboard.press("Enter")
    page.set_input_files("#reply-files", [str(pathlib.Path(folder) / name) for name in ["note.txt", "dump.bin"]])
    assert "16.8 MB, too large: at most 15 MB" in page.inner_text(".chosen"), page.inner_text(".chosen")
    assert "dump.bin is too large. Remove it" in page.inner_text(".enclosed [role=alert]")
    look(page, "reply-too-large")
    page.click("form.reply button.for-public")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove dump.bin"
    assert page.input_value("#reply-text") == "The dump is here." and page.url.endswith("/tickets/1") and not posts, posts
    page.keyboard.press("Enter")
    assert page.locator(".enclosed [role=alert]").count() == 0 or not page.inner_text(".enclosed [role=alert]")
    page.click("form.reply button.for-public")
    sent(page)
    eventually("the rest is on the timeline", lambda: "note.txt" in page.inner_text("#timeline"))


def main():
    with opened(expected=[REFUSED]) as (desk, browser), tempfile.TemporaryDirectory() as folder:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        desk.sign_in(page, "mara@harbor.example")
        receipt(desk, page)
        words(desk, page)
        languages(desk, page)
        answer(desk, page, folder)
        pasted(desk, page)
        dropped(desk, page, folder)
        too_large(desk, page, folder)
    print("mails: read, refused, tried, saved, taken back; an answer with a copy and a picture; files pasted, dropped, removed, too large")


main()
