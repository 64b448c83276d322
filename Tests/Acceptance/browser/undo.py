"""A reply waits, is taken back by key and by button, changed, sent anew and goes by itself while the page is open;
through a kill, and without scripts too. A ticket on paper. A group gives its tickets in turn."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile

from desk import CUT, DOWN, OFFLINE, eventually, look, opened

# A line on which the desk was killed.
RESET = "net::ERR_CONNECTION_RESET "


def ticket(desk, page, subject):
    desk.mail(subject)
    page.goto(desk.base + "/queue")
    eventually(f"{subject} is there", lambda: page.locator(f".subject:text-is('{subject}')").count() == 1)
    page.click(f".subject:text-is('{subject}')")
    page.wait_for_url("**/tickets/*")


def reply(page, text, file=None):
    page.fill("#reply-text", text)
    if file:
        page.set_input_files("#reply-files", file)
    page.click("button.main.for-public")
    page.wait_for_selector("#held .held-line[data-seconds]")


def writes_on(page, words):
    """What was taken back is in sight, with the cursor behind its last word."""
    eventually("the focus is in the box", lambda: page.evaluate("document.activeElement.id") == "reply-text")
    assert page.evaluate("document.activeElement.selectionStart") == len(words)
    assert page.evaluate("(() => { const b = document.getElementById('reply-text').getBoundingClientRect();"
                         " return b.top >= 0 && b.bottom <= innerHeight })()"), "the box is in view"
    assert "#" not in page.url


def undo(desk, ana, folder):
    ticket(desk, ana, "The export stops")
    file = pathlib.Path(folder) / "steps.txt"
    file.write_text("1. wait\n")
    reply(ana, "Hello Carla, we look at teh export.", str(file))
    line = ana.locator("#held .held-line")
    said = line.inner_text()
    assert "Your answer to Carla Reyes goes out in" in said and "we look at teh export." in said, said
    first = int(line.locator(".left").inner_text().split()[0])
    assert 5 <= first <= 10, first
    assert "teh export" not in ana.inner_text("#timeline")
    eventually("it counts down", lambda: int(line.locator(".left").inner_text().split()[0]) < first)
    ana.locator("main").focus()
    ana.keyboard.press("z")
    ana.wait_for_selector("#held >> text=Taken back, nothing was sent.")
    assert ana.input_value("#reply-text") == "Hello Carla, we look at teh export."
    assert ana.is_checked("#reply-keep-1"), "the file comes back with it"
    writes_on(ana, "Hello Carla, we look at teh export.")
    look(ana, "undo-taken-back")
    # Blanks are nothing to send, and without a line it is not sent: both are said on the page as it stands.
    ana.evaluate("window.isTheSamePage = true")
    ana.fill("#reply-text", "  ")
    ana.click("button.main.for-public")
    ana.fill("#reply-text", "Hello Carla, we look at the export.")
    ana.context.set_offline(True)
    ana.click("button.main.for-public")
    ana.wait_for_selector(".entry.pending.unsent")
    assert "The desk can't be reached." in ana.inner_text(".entry.pending.unsent")
    assert ana.is_checked("#reply-keep-1"), "its file stands with it again"
    ana.context.set_offline(False)
    ana.click(".entry.pending.unsent >> text=Try again")
    ana.wait_for_selector("#held .held-line[data-seconds]")
    assert ana.evaluate("window.isTheSamePage"), "all on one page"
    assert ana.locator("#held >> text=Taken back").count() == 0 and ana.locator("#reply-keep-1").count() == 0
    look(ana, "undo-waits")
    # Nothing is pressed: it goes, and the page says so by itself.
    eventually("it goes", lambda: "we look at the export" in ana.inner_text("#timeline"), 20)
    eventually("the line is gone", lambda: ana.locator("#held .held-line").count() == 0)
    assert "steps.txt" in ana.inner_text("#timeline")
    assert ana.input_value("#reply-text") == "", "nothing is left in the box"
    assert desk.letter(r"(Hello Carla, we look at the export)"), "and it is a mail"
    eventually("acknowledged", lambda: "Acknowledged" in ana.inner_text("#timeline"))


def resolves(desk, ana, folder):
    """An answer in the box resolves, with its file; a double click sends it once and presses nothing else."""
    ticket(desk, ana, "The printer smokes")
    file = pathlib.Path(folder) / "cable.txt"
    file.write_text("1. pull\n")
    ana.fill("#reply-text", "Pull the cable, please.")
    ana.check("#visibility-internal")
    assert not ana.is_visible("#reply-resolve"), "a note resolves nothing"
    ana.check("#visibility-public")
    ana.set_input_files("#reply-files", str(file))
    ana.locator("main").focus()
    ana.keyboard.press("v")
    assert ana.evaluate("document.activeElement.id") == "reply-resolve", "what is typed is not typed twice"
    look(ana, "undo-resolves")
    ana.set_viewport_size({"width": 1280, "height": 800})
    ana.focus("#reply-text")
    ana.keyboard.press("Control+Shift+Enter")
    ana.wait_for_selector("#held >> text=The resolution goes out in")
    ana.locator("main").focus()
    ana.keyboard.press("z")
    ana.wait_for_selector("#held >> text=Taken back")
    writes_on(ana, "Pull the cable, please.")
    assert ana.is_checked("#reply-keep-1") and ana.get_attribute("#act-resolve", "open") is None
    assert ana.locator("#reply [name=kind]").count() == 1, "it knows what kind of resolution it was"
    ana.dblclick("#reply-resolve")
    ana.wait_for_selector("#held >> text=The resolution goes out in")
    assert ana.locator("#reply [name=kind], #reply [name=returned]").count() == 0, "what is written next is none"
    assert ana.locator("details.act[open]").count() == 0, "the second press goes nowhere"
    assert ana.evaluate("(() => { const b = document.querySelector('#held button').getBoundingClientRect();"
                        " return b.top >= 0 && b.bottom <= innerHeight })()"), "Undo is in view"
    eventually("it is resolved", lambda: "Resolved" in ana.inner_text("#ticket-head"), 20)
    assert ana.inner_text("#timeline").count("Pull the cable, please.") == 1
    assert "cable.txt" in ana.inner_text("#timeline")
    eventually("resolved is resolved", lambda: ana.locator("#reply-resolve").count() == 0)


def from_the_act(desk, ana):
    """The same from the form of the act, far below: the second press of a double click opens nothing."""
    ticket(desk, ana, "The scanner stops")
    ana.keyboard.press("v")
    ana.keyboard.type("It scans again.")
    ana.dblclick("#act-resolve form > button")
    ana.wait_for_selector("#held >> text=The resolution goes out in")
    assert ana.locator("details.act[open]").count() == 0, "the second press goes nowhere"
    eventually("Undo is in view", lambda: ana.evaluate(
        "(() => { const b = document.querySelector('#held button').getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight })()"))
    ana.locator("main").focus()
    ana.keyboard.press("z")
    ana.wait_for_selector("#held >> text=Taken back")
    writes_on(ana, "It scans again.")
    ana.click("#held [data-discards] button")


def colleague(desk, ana, browser):
    """Ben sees that an answer is about to go, and can't take it back; what Ana discards is gone."""
    ben = browser.new_context().new_page()
    desk.sign_in(ben, "ben@harbor.example")
    ben.goto(ana.url)
    reply(ana, "A second thought.")
    ben.wait_for_selector("#held >> text=Ana Lima's answer to Carla Reyes")
    assert "A second thought" not in ben.inner_text("#held"), "what it says is hers until it goes"
    assert ben.locator("#held button").count() == 0
    ana.click("#held button.main")
    ana.wait_for_selector("#held >> text=Taken back")
    eventually("Ben's line is gone", lambda: ben.locator("#held .held-line").count() == 0)
    ana.click("#held [data-discards] button")
    ana.wait_for_selector("#held:not(:has(.held-line))", state="attached")
    assert ana.input_value("#reply-text") == ""
    ben.context.close()


def killed(desk, ana):
    """A power cut during the wait: what waits goes when the desk is back, once."""
    reply(ana, "Said before the cut.")
    with open(f"/proc/{desk.process.pid}/task/{desk.process.pid}/children") as children:
        os.kill(int(children.read().split()[0]), signal.SIGKILL)
    desk.process.wait(20)
    desk.process = subprocess.Popen(
        desk.process.args, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    desk.wait_until_open()
    ana.goto(ana.url)
    eventually("it goes", lambda: "Said before the cut." in ana.inner_text("#timeline"), 20)
    ana.reload()
    assert ana.inner_text("#timeline").count("Said before the cut.") == 1
    assert ana.locator("#held .held-line").count() == 0


def plain(desk, browser):
    """Without scripts the page shows the same button during the wait."""
    page = browser.new_context(java_script_enabled=False).new_page()
    desk.sign_in(page)
    page.goto(desk.base + "/queue?show=all")
    page.click(".subject >> nth=0")
    page.fill("#reply-text", "No scripts here.")
    page.click("button.main.for-public")
    page.click("#held button.main")
    assert "Taken back, nothing was sent." in page.inner_text("#held")
    assert page.input_value("#reply-text") == "No scripts here."
    page.context.close()


def paper(desk, ana, folder):
    ana.click("#more-acts a:text-is('Print')")
    ana.wait_for_url("**/print")
    look(ana, "ticket-print")
    path = os.environ.get("DULY_SHOTS", folder) + "/ticket.pdf"
    ana.emulate_media(media="print", color_scheme="light")
    assert not ana.locator("header.top").is_visible()
    assert ana.locator("main button, main form, main summary").count() == 0
    ana.pdf(path=path, format="A4")
    assert pathlib.Path(path).read_bytes().startswith(b"%PDF")
    ana.emulate_media(media="screen")


def in_turn(desk, browser):
    ivo = browser.new_context().new_page()
    desk.sign_in(ivo, "ivo@harbor.example")
    ivo.goto(desk.base + "/groups")
    form = ivo.locator("details.act:has(summary:has-text('How Front desk gets tickets'))")
    form.locator("summary").click()
    form.locator("select").select_option("in-turn")
    form.locator("button").click()
    ivo.wait_for_selector("#group-1 >> text=in turn")
    look(ivo, "groups-in-turn")
    ivo.context.close()


def main():
    # The desk is killed in the middle.
    with opened(undo="", expected=[CUT, DOWN, OFFLINE, RESET]) as (desk, browser), tempfile.TemporaryDirectory() as folder:
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        undo(desk, ana, folder)
        resolves(desk, ana, folder)
        from_the_act(desk, ana)
        colleague(desk, ana, browser)
        killed(desk, ana)
        paper(desk, ana, folder)
        plain(desk, browser)
        in_turn(desk, browser)
        ticket(desk, ana, "The import stops")
        said = ana.inner_text("#timeline")
        assert re.search(r"gave it to (Ana|Ben|Mara) .*: in turn|left it with Front desk: nobody there is on now", said), said
    print("undo: ok")


main()
