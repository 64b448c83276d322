"""A reply waits, is taken back by key and by button, changed, sent anew and goes by itself while the page is open;
through a kill, and without scripts too. A ticket on paper. A group gives its tickets in turn."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile

from desk import CUT, DOWN, eventually, look, opened

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


def undo(desk, ana, folder):
    ticket(desk, ana, "The export stops")
    file = pathlib.Path(folder) / "steps.txt"
    file.write_text("1. wait\n")
    reply(ana, "Hello Carla, we look at teh export.", str(file))
    line = ana.locator("#held .held-line")
    first = int(line.locator(".left").inner_text().split()[0])
    assert 5 <= first <= 10, first
    assert "teh export" not in ana.inner_text("#timeline")
    eventually("it counts down", lambda: int(line.locator(".left").inner_text().split()[0]) < first)
    ana.locator("main").focus()
    ana.keyboard.press("z")
    ana.wait_for_selector("#held >> text=Taken back, nothing was sent.")
    assert ana.input_value("#reply-text") == "Hello Carla, we look at teh export."
    assert ana.is_checked("#reply-keep-1"), "the file comes back with it"
    look(ana, "undo-taken-back")
    ana.fill("#reply-text", "Hello Carla, we look at the export.")
    ana.click("button.main.for-public")
    ana.wait_for_selector("#held .held-line[data-seconds]")
    look(ana, "undo-waits")
    # Nothing is pressed: it goes, and the page says so by itself.
    eventually("it goes", lambda: "we look at the export" in ana.inner_text("#timeline"), 20)
    eventually("the line is gone", lambda: ana.locator("#held .held-line").count() == 0)
    assert "steps.txt" in ana.inner_text("#timeline")
    assert ana.input_value("#reply-text") == "", "nothing is left in the box"
    assert desk.letter(r"(Hello Carla, we look at the export)"), "and it is a mail"
    eventually("acknowledged", lambda: "Acknowledged" in ana.inner_text("#timeline"))


def colleague(desk, ana, browser):
    """Ben sees that an answer is about to go, and can't take it back; what Ana discards is gone."""
    ben = browser.new_context().new_page()
    desk.sign_in(ben, "ben@harbor.example")
    ben.goto(ana.url)
    reply(ana, "A second thought.")
    ben.wait_for_selector("#held >> text=Ana Lima's answer is sent in")
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
    with opened(undo="", expected=[CUT, DOWN, RESET]) as (desk, browser), tempfile.TemporaryDirectory() as folder:
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        undo(desk, ana, folder)
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
