"""Articles: written and published, found by a stranger and by Carla, suggested while she writes, linked from an
answer; did this help; and the name, colour and logo that customers see."""
import base64
import re

from desk import ABSENT, REFUSED, eventually, look, opened

TEXT = """An export waits for the importer. **Restart it** like this:

1. Open *Settings*, then Imports.
2. Press `Restart`.

## When it stops again

- Look whether another export runs.
- Send us the log.

```
importer --status
waiting for lock 7
```

> Exports of more than 2 GB take an hour.

More about it: [the limits](https://harbor.example/limits)."""

def written(desk, page):
    """Ana writes a draft, which a colleague who reads does not see; then everybody may read it."""
    page.goto(desk.base + "/articles")
    assert "There is no article yet" in page.inner_text("main")
    page.fill("#add-title", "Why does an export stop at 40 %?")
    page.fill("#add-category", "Exports")
    page.fill("#add-text", TEXT)
    page.click("#act-add button")
    page.wait_for_url("**/articles/1")
    assert page.locator(".article-shown :is(strong, ol, h2, pre, blockquote)").count() == 5
    look(page, "article-draft")
    stranger = page.context.browser.new_context().new_page()
    stranger.goto(desk.base + "/help/1")
    assert "There is no such article" in stranger.inner_text("main")
    stranger.context.close()
    publish(page, "everybody")
    for title, readers in [("How do I add a colleague?", "customers"), ("Exports: who to wake at night", "desk")]:
        page.goto(desk.base + "/articles")
        page.click("#act-add summary")
        page.fill("#add-title", title)
        page.fill("#add-category", "People" if readers == "customers" else "Exports")
        page.fill("#add-text", "By the page of that name.")
        page.click("#act-add button")
        page.wait_for_url(re.compile("/articles/[0-9]+$"))
        publish(page, readers)
    page.goto(desk.base + "/articles")
    look(page, "articles")


def publish(page, readers):
    page.select_option("#publish-readers", readers)
    page.click("#act-publish button")
    page.wait_for_selector("text=Published for")


def found(desk, browser):
    """A stranger looks for it by its words, and says once that it helped."""
    page = browser.new_context().new_page()
    page.goto(desk.base + "/sign-in")
    page.click("header.top >> text=Help")
    look(page, "help-stranger")
    page.fill("#help-q", "lock importer")
    page.press("#help-q", "Enter")
    page.wait_for_url("**/help?q=**")
    page.click("text=Why does an export stop")
    page.wait_for_selector("text=Did this help?")
    assert "How do I add" not in page.inner_text("main")
    look(page, "help-article")
    for _ in range(2):
        page.goto(desk.base + "/help/1")
        page.click("form.helped button >> nth=0")
        page.wait_for_selector(".helped .done")
    page.click("text=It helped after all")
    page.context.close()


def suggested(desk, browser):
    """Carla writes a request; what may answer it appears beside, and the desk's own article is not among it."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.sign_in(page, "carla@acme.example")
    page.goto(desk.base + "/portal/new?category=technical")
    subject = page.locator("#file-subject")
    subject.press_sequentially("Our exports stop")
    place = subject.bounding_box()
    page.wait_for_selector("#suggested details[open]")
    assert "1 article may answer it" in page.inner_text("#suggested")
    assert "wake at night" not in page.inner_text("main")
    assert subject.bounding_box() == place, "nothing moves under who types"
    assert page.evaluate("document.activeElement.id") == "file-subject"
    look(page, "portal-suggested")
    page.set_viewport_size({"width": 1280, "height": 900})
    with page.context.expect_page() as beside:
        page.click("#suggested a")
    beside.value.wait_for_selector("text=Did this help?")
    assert beside.value.locator("nav >> text=Help").count() == 1, "the portal stands around it"
    look(beside.value, "portal-article")
    beside.value.click("form.helped button >> nth=0")
    beside.value.wait_for_selector("text=You said that it helped")
    beside.value.close()
    page.fill("#file-text", "At nine.")
    page.click("#act-file button.main")
    page.wait_for_url("**/portal/tickets/**")
    page.context.close()
    without = browser.new_context(java_script_enabled=False).new_page()
    desk.sign_in(without, "carla@acme.example")
    without.goto(desk.base + "/portal/new?category=technical")
    without.fill("#file-subject", "exports")
    without.click("text=Look for an answer first")
    assert "1 article may answer it" in without.inner_text("#suggested")
    assert without.input_value("#file-subject") == "exports"
    without.context.close()


def linked(desk, page, browser):
    """In Ana's answer the address stands at the cursor, and without scripts behind what was typed."""
    page.goto(desk.base + "/tickets/1")
    offered = page.locator("#reply-article option").all_inner_texts()
    assert offered[0].startswith("Why does an export stop") and len(offered) == 2, offered
    page.fill("#reply-text", "Hello Carla. ")
    page.click("#insert-article")
    text = page.locator("#reply-text")
    eventually("it is put in", lambda: text.input_value().endswith(f"{desk.base}/help/1"))
    assert text.input_value().startswith("Hello Carla. Why does an export stop at 40 %?")
    look(page, "reply-article")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("form.reply button.for-public")
    eventually("it is sent", lambda: "/help/1" in page.inner_text("#timeline"))
    without = browser.new_context(java_script_enabled=False).new_page()
    desk.sign_in(without)
    without.goto(desk.base + "/tickets/1")
    without.fill("#reply-text", "Once more.")
    without.click("#insert-article")
    assert without.input_value("#reply-text").startswith("Once more.\n\nWhy does an export stop at 40 %?")
    without.context.close()
    page.goto(desk.base + "/articles")
    assert "2 of 2" in page.inner_text("tbody"), "a stranger and Carla, once each"


def branded(desk, browser):
    """Ivo gives the portal its name, colour and logo; what can't be read is refused with the nearest that can."""
    page = browser.new_context().new_page()
    desk.sign_in(page, "ivo@harbor.example")
    page.goto(desk.base + "/brand")
    page.fill("#brand-name", "Harbor Support")
    page.fill("#brand-colour", "#ffb000")
    page.click("#act-brand button")
    page.wait_for_selector("[data-refusal]")
    remedy = page.inner_text("[data-refusal]")
    look(page, "brand-refused")
    page.fill("#brand-colour", re.search("#[0-9a-f]{6}, the nearest", remedy).group(0)[:7])
    logo(page)
    # The first button takes the file away again.
    page.click("#act-brand button:not(.quiet)")
    page.wait_for_selector("text=Least contrast")
    look(page, "brand")
    page.context.close()
    stranger = browser.new_context().new_page()
    for address, name in [("/sign-in", "sign-in"), ("/help/1", "article")]:
        stranger.goto(desk.base + address)
        assert "Harbor Support" in stranger.inner_text("header.top")
        look(stranger, f"branded-{name}")
    stranger.set_viewport_size({"width": 1280, "height": 900})
    desk.sign_in(stranger, "carla@acme.example")
    assert stranger.locator("header.top .mark img").evaluate("each => each.complete && each.naturalWidth > 0")
    look(stranger, "branded-portal")
    stranger.context.close()


def logo(page):
    """Drawn here, so that it is a whole picture."""
    url = page.evaluate(
        """() => {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [96, 96];
            const pen = canvas.getContext("2d");
            pen.fillStyle = "#0b3d2e";
            pen.beginPath();
            pen.arc(48, 48, 46, 0, 7);
            pen.fill();
            pen.fillStyle = "#ffffff";
            pen.fillRect(28, 24, 12, 48);
            pen.fillRect(56, 24, 12, 48);
            pen.fillRect(28, 42, 40, 12);
            return canvas.toDataURL("image/png");
        }""")
    page.set_input_files(
        "#brand-logo", {"name": "logo.png", "mimeType": "image/png", "buffer": base64.b64decode(url.split(",")[1])})


def main():
    # One article is asked for before a stranger may read it.
    with opened(expected=[REFUSED, ABSENT + ".*/help/1"]) as (desk, browser):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(page)
        written(desk, page)
        found(desk, browser)
        suggested(desk, browser)
        linked(desk, page, browser)
        branded(desk, browser)
    print("articles: written, published, found, suggested, linked and said to help; the portal bears its own name and colour")


main()
