"""A visitor on the provider's own site and Ana chat, in two browsers: the line is cut, the desk is killed and started
again in the middle, and nothing is lost or said twice. With nobody there a message is left; a contact chats signed in."""
import http.server
import os
import signal
import subprocess
import threading

from desk import ABSENT, CUT, DOWN, DULY, OFFLINE, REFUSED, eventually, look, opened


class Site(http.server.BaseHTTPRequestHandler):
    """The provider's own site: one script tag."""
    desk = ""

    def do_GET(self):
        body = (f"<!doctype html><html lang=en><title>Harbor</title><h1>Harbor Software</h1>"
                f"<script src='{Site.desk}/assets/chat-widget.js'></script>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *more):
        pass


def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def start(desk):
    desk.process = subprocess.Popen(
        desk.process.args, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    desk.wait_until_open()


def kill(desk):
    """As a power cut would: the child of `timeout` is the desk itself."""
    with open(f"/proc/{desk.process.pid}/task/{desk.process.pid}/children") as children:
        os.kill(int(children.read().split()[0]), signal.SIGKILL)
    desk.process.wait(20)


def allow(desk, origin):
    desk.stop()
    subprocess.run([DULY, "set", "chat-sites", origin, "--data", str(desk.data)], check=True, capture_output=True)
    start(desk)


def leave(desk, page):
    """Nobody takes chats: the words are kept, and what holds then is said."""
    page.goto(desk.base + "/chat")
    assert "Leave a message" in page.inner_text("h1")
    look(page, "chat-leave")
    page.fill("#chat-name", "Jun")
    page.fill("#chat-address", "no address")
    page.fill("#chat-text", "Do you open on Saturdays?")
    page.click("form.chat-form > button")
    page.wait_for_selector("[data-refusal]")
    assert page.input_value("#chat-text") == "Do you open on Saturdays?"
    page.fill("#chat-address", "jun@elsewhere.example")
    page.click("form.chat-form > button")
    page.wait_for_url("**/chat/*")
    assert "Do you open on Saturdays?" in page.inner_text("#chat-lines")
    assert "by mail" in page.inner_text("#chat-standing")


def works_always(desk, ana):
    """Whatever day and hour this walk is at: only who is on by the calendar is there for chats."""
    ana.goto(desk.base + "/calendar/people/1")
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]:
        ana.fill(f"#hours-{day}", "00:00-24:00")
    ana.click("#act-hours form > button")
    ana.wait_for_load_state()
    assert "Said by these hours" in ana.inner_text("main")


def attend(desk, ana):
    works_always(desk, ana)
    ana.goto(desk.base + "/chats")
    look(ana, "chats-nobody")
    ana.click("#act-duty form > button")
    ana.wait_for_load_state()
    assert "Taken by Ana Lima" in ana.inner_text("main")
    look(ana, "chats")


def begin(desk, page, home):
    """In the frame on the provider's site."""
    page.goto(home)
    page.click("button")
    frame = page.frame_locator("iframe")
    frame.locator("#chat-name").fill("Carla Reyes")
    frame.locator("#chat-address").fill("carla@acme.example")
    frame.locator("#chat-text").fill("The export stops at 40 %.")
    frame.locator("form.chat-form > button").click()
    frame.locator("#chat-lines >> text=The export stops").wait_for()
    return frame


def foreign(browser, desk):
    """A site that is not allowed gets no frame."""
    other = site()
    page = browser.new_context().new_page()
    page.goto(other)
    page.click("button")
    page.locator("iframe").wait_for()
    # As long as the frame of a site that may takes several times over.
    page.wait_for_timeout(3000)
    assert page.frame_locator("iframe").locator("#chat-text, #chat-start").count() == 0
    allowed = page.request.get(desk.base + "/chat").headers["content-security-policy"]
    assert "frame-ancestors" in allowed and other not in allowed, allowed


def lines(frame):
    return [each.inner_text().strip() for each in frame.locator("#chat-lines .said").all()]


def talk(desk, ana, frame):
    ana.goto(desk.base + "/tickets/2")
    eventually("she is here", lambda: "is here" in ana.inner_text("#chat-presence"))
    assert "not signed in" in ana.inner_text("#chat-presence")
    assert "nobody has checked" in ana.inner_text("#timeline")
    look(ana, "chat-ticket")
    ana.fill("#reply-text", "Hello Carla")
    eventually("the visitor sees that somebody writes",
               lambda: "writing" in frame.locator("#chat-sign").inner_text())
    ana.fill("#reply-text", "Hello Carla, I look at it.")
    ana.click("form.reply button.for-public")
    frame.locator("#chat-lines >> text=Hello Carla, I look at it.").wait_for()
    eventually("it acknowledges", lambda: "Acknowledged" in ana.inner_text("#timeline"))
    frame.locator("#chat-text").press_sequentially("Than")
    eventually("the desk sees that she writes", lambda: "is writing" in ana.inner_text("#chat-presence"))
    frame.locator("#chat-text").fill("Thank you")
    frame.locator("#chat-text").press("Enter")
    eventually("Ana reads it", lambda: "Thank you" in ana.inner_text("#timeline"))
    eventually("and she sees that it was read", lambda: frame.locator("#chat-sign").inner_text() == "Read")


def cut(desk, ana, visitor, frame):
    """The visitor's line is cut: what both say meanwhile arrives once it is back, once."""
    visitor.context.set_offline(True)
    frame.locator("#chat-text").fill("Said while offline")
    frame.locator("#chat-text").press("Enter")
    ana.fill("#reply-text", "Said meanwhile by Ana")
    ana.click("form.reply button.for-public")
    ana.wait_for_timeout(3000)
    visitor.context.set_offline(False)
    eventually("both arrive", lambda: {"Said while offline", "Said meanwhile by Ana"} <= set(lines(frame)), 30)
    eventually("at the desk too", lambda: "Said while offline" in ana.inner_text("#timeline"), 30)


def killed(desk, ana, frame):
    """The desk is killed in the middle: what is typed meanwhile is kept and sent once, when it is there again."""
    kill(desk)
    frame.locator("#chat-text").fill("Typed while the desk was dead")
    frame.locator("#chat-text").press("Enter")
    frame.locator("#chat-text").fill("And one more")
    frame.locator("#chat-text").press("Enter")
    start(desk)
    eventually("both arrive", lambda: frame.locator(".pending").count() == 0, 60)
    desk.sign_in(ana)
    ana.goto(desk.base + "/tickets/2")
    said = ana.inner_text("#timeline")
    for words in ("Typed while the desk was dead", "And one more"):
        assert said.count(words) == 1, f"{words}: {said.count(words)} times"
    eventually("she is here again", lambda: "is here" in ana.inner_text("#chat-presence"), 30)
    ana.fill("#reply-text", "Here again")
    ana.click("form.reply button.for-public")
    eventually("the answer arrives", lambda: "Here again" in lines(frame), 30)


def whole(desk, ana, frame):
    """Nothing is lost, nothing is double, and both sides have the same in the same order."""
    seen = lines(frame)
    assert len(seen) == len(set(seen)), seen
    assert len(seen) == 9 - 1, seen
    ana.reload()
    said = ana.inner_text("#timeline")
    for words in seen:
        assert said.count(words) == 1, f"{words}: {said.count(words)} times at the desk"
    look(ana, "chat-ticket-later")


def again(desk, visitor, frame):
    """The site is opened anew: the chat goes on."""
    before = lines(frame)
    visitor.reload()
    visitor.click("button")
    frame = visitor.frame_locator("iframe")
    eventually("it is all there", lambda: lines(frame) == before)
    address = next(each.url for each in visitor.frames if "/chat/" in each.url)
    return frame, address


def stranger(desk, browser, address):
    """Another visitor's word opens nothing, and a wrong one is as none."""
    page = browser.new_context().new_page()
    wrong = address[:-1] + ("0" if address[-1] != "0" else "1")
    answer = page.goto(wrong)
    assert answer.status == 404 and "The export stops" not in page.content()
    assert page.request.get(wrong + "/events").status == 404
    page.goto(address)
    look(page, "chat-visitor")
    # While a window of it is open, the visitor is there.
    page.close()


def left(desk, ana, visitor):
    visitor.goto("about:blank")
    ana.goto(desk.base + "/tickets/2")
    eventually("she has left", lambda: "a reply goes by mail" in ana.inner_text("#chat-presence"), 120)
    ana.fill("#reply-text", "The fix is out.")
    ana.click("form.reply button.for-public")
    eventually("by mail", lambda: "carla@acme.example" in ana.inner_text("#timeline"), 20)


def without_scripts(desk, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(desk.base + "/chat")
    page.fill("#chat-name", "Lynx")
    page.fill("#chat-address", "lynx@elsewhere.example")
    page.fill("#chat-text", "Without scripts")
    page.click("form.chat-form > button")
    page.fill("#chat-text", "It works too")
    page.click("#chat-form > button")
    assert "It works too" in page.inner_text("#chat-lines")
    page.click(".chat-end button")
    assert "This chat is over" in page.inner_text("main")


def contact(desk, carla):
    desk.sign_in(carla, "carla@acme.example")
    carla.goto(desk.base + "/portal")
    carla.click("nav >> text=Chat")
    assert carla.locator("#chat-name").count() == 0, "who is signed in is known"
    look(carla, "chat-contact")
    carla.fill("#chat-text", "Signed in, I ask again.")
    carla.click("form.chat-form > button")
    carla.wait_for_url("**/chat/*")
    look(carla, "chat-contact-under-way")
    carla.click("text=Ticket #")
    assert "Signed in, I ask again." in carla.inner_text("#timeline")


def main():
    home = site()
    # Its lines are cut and the desk is killed; a wrong word is as none; another site gets no frame.
    with opened(expected=[REFUSED, OFFLINE, CUT, DOWN, ABSENT + ".*/chat/", "frame-ancestors"]) as (desk, browser):
        Site.desk = desk.base
        allow(desk, home)
        leave(desk, browser.new_context().new_page())
        ana = browser.new_context().new_page()
        desk.sign_in(ana)
        attend(desk, ana)
        foreign(browser, desk)
        visitor = browser.new_context().new_page()
        frame = begin(desk, visitor, home)
        talk(desk, ana, frame)
        cut(desk, ana, visitor, frame)
        killed(desk, ana, frame)
        whole(desk, ana, frame)
        frame, address = again(desk, visitor, frame)
        stranger(desk, browser, address)
        left(desk, ana, visitor)
        without_scripts(desk, browser)
        contact(desk, browser.new_context().new_page())
    print("chat: left, begun on another site, cut, killed in the middle: 0 lost, 0 double; resumed, mailed, signed in")


main()
