"""What is sent from a ticket stands there at once. What fails says why, keeps its words and is sent again: once,
whatever became of the first try. The desk stops in between, answers are lost, the page is left."""
import pathlib
import tempfile

from desk import (
    CUT, DOWN, OFFLINE, REFUSED, accessible, eventually, look, opened, sent, shoot, stands_still, watch_shifts)

# What the walk itself cuts.
FAILED = "net::ERR_FAILED "
PENDING = ".entry.pending"
UNSENT = ".entry.pending.unsent"


def held(page, pattern):
    """What is posted there waits on its way to the desk; gives how to let it go on."""
    waiting = []
    page.route(pattern, lambda route: waiting.append(route) if route.request.method == "POST" else route.continue_())

    def release():
        for route in waiting:
            route.continue_()
        page.unroute(pattern)

    return release


def lost(page, pattern):
    """What is posted there reaches the desk, and its answer is lost."""
    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch(max_redirects=0)
        route.abort()

    page.route(pattern, lose)


def write(page, words, kind="public"):
    page.check(f"#visibility-{kind}")
    page.fill("#reply-text", words)


def press(page, kind="public"):
    page.click(f"form.reply button.for-{kind}")


def count(page, words):
    return page.inner_text("#timeline").count(words)


def watch(page, words):
    """From now on the page notes at how many places of the thread these words stood at once."""
    page.evaluate("""(words) => {
        const thread = document.getElementById("timeline");
        window.most = 0;
        const look = () => {
            const many = [...thread.children].filter((each) => each.textContent.includes(words)).length;
            window.most = Math.max(window.most, many);
        };
        new MutationObserver(look).observe(thread, { childList: true, subtree: true });
    }""", words)


def at_once(desk, page):
    page.goto(desk.base + "/tickets/1")
    # The first answer acknowledges, and takes that act away; here nothing else is to change.
    write(page, "We have it.")
    press(page)
    eventually("acknowledged", lambda: "Acknowledged" in page.inner_text("#timeline"))
    sent(page)
    write(page, "We look at the relay.")
    page.hover("form.reply button.for-public")
    watch(page, "We look at the relay.")
    before = page.locator("form.reply button.for-public").bounding_box()["y"]
    release = held(page, "**/tickets/1/replies")
    press(page)
    page.wait_for_selector(PENDING)
    assert "Sending" in page.inner_text(PENDING) and "Ana Lima" in page.inner_text(PENDING)
    assert page.input_value("#reply-text") == "" and page.evaluate("document.activeElement.id") == "main"
    after = page.locator("form.reply button.for-public").bounding_box()["y"]
    assert abs(after - before) < 2, f"the button stays under the pointer: {before} to {after}"
    page.keyboard.press("r")
    page.keyboard.type("And the next one")
    accessible(page, "a reply under way")
    shoot(page, "unsent-under-way")
    watch_shifts(page)
    release()
    sent(page)
    eventually("the true one is there", lambda: count(page, "We look at the relay.") == 1)
    stands_still(page, "the true one takes its place")
    assert page.evaluate("window.most") == 1, "it never stood there twice"
    assert page.input_value("#reply-text") == "And the next one", "the box is one's own"
    page.fill("#reply-text", "")


def copies(desk, page):
    """Copies that are no addresses are said at their field, all of them, and nothing stands in the thread."""
    page.goto(desk.base + "/tickets/1")
    write(page, "With a copy.")
    page.fill("#reply-cc", "foo, dora@acme.example, bar")
    page.press("#reply-cc", "Control+Enter")
    page.wait_for_selector("#reply [data-refusal]")
    assert '"foo", "bar" are no mail addresses.' in page.inner_text("#reply-cc-more")
    assert page.evaluate("document.activeElement.id") == "reply-cc"
    assert page.get_attribute("#reply-cc", "aria-invalid") == "true"
    assert page.locator(PENDING).count() == 0 and page.input_value("#reply-text") == "With a copy."
    assert "B.1" not in page.inner_text("#said") and "B.1" in page.inner_text("#reply [data-refusal]")
    look(page, "unsent-copies")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.fill("#reply-cc", "")
    press(page)
    sent(page)
    eventually("it is there", lambda: count(page, "With a copy.") == 1)
    assert page.locator("#reply [data-refusal]").count() == 0
    assert "Addresses with commas" in page.inner_text("#reply-cc-more"), "the hint is back"


def file_lost(desk, page, folder):
    """A browser keeps words and no files: a draft says which file is to be chosen again."""
    page.goto(desk.base + "/tickets/1")
    file = pathlib.Path(folder) / "trace.log"
    file.write_text("1\n")
    page.set_input_files("#reply-files", str(file))
    write(page, "See the trace.")
    eventually("kept", lambda: page.inner_text("#reply .draft-state") == "Draft kept")
    page.reload()
    assert page.input_value("#reply-text") == "See the trace."
    assert "The file trace.log was not kept; choose it again." in page.inner_text("#reply .draft-state")
    page.fill("#reply-text", "")


def offline(desk, page):
    page.goto(desk.base + "/tickets/1")
    page.context.set_offline(True)
    write(page, "Said without a line.")
    press(page)
    page.wait_for_selector(UNSENT)
    assert "Not sent" in page.inner_text(UNSENT) and "The desk can't be reached." in page.inner_text(UNSENT)
    assert page.input_value("#reply-text") == "Said without a line."
    look(page, "unsent-offline")
    page.context.set_offline(False)
    page.click(f"{UNSENT} >> text=Try again")
    sent(page)
    eventually("it is there", lambda: count(page, "Said without a line.") == 1)
    assert page.input_value("#reply-text") == ""


def stopped(desk, page):
    """The desk is stopped while a note is written, and the next one is begun before anybody knows."""
    page.goto(desk.base + "/tickets/1")
    desk.stop()
    release = held(page, "**/tickets/1/replies")
    write(page, "Their cache, I think.", "internal")
    press(page, "internal")
    page.wait_for_selector(PENDING)
    page.fill("#reply-text", "One more thing")
    release()
    page.wait_for_selector(UNSENT)
    assert page.input_value("#reply-text") == "One more thing", "the box is not written over"
    shoot(page, "unsent-stopped")
    page.click(f"{UNSENT} >> text=Change it")
    assert page.input_value("#reply-text") == "Their cache, I think.\nOne more thing"
    page.fill("#reply-text", "Their cache, I am sure.")
    desk.start()
    press(page, "internal")
    sent(page)
    eventually("it is there", lambda: count(page, "Their cache, I am sure.") == 1)
    assert count(page, "Their cache, I think.") == 0
    assert page.input_value("#reply-text") == ""


def answer_lost(desk, page):
    """The desk has it, and nobody here knows: the page finds out by itself, before it says anything wrong."""
    page.goto(desk.base + "/tickets/1")
    watch(page, "The relay is renewed.")
    lost(page, "**/tickets/1/replies")
    write(page, "The relay is renewed.")
    press(page)
    page.wait_for_selector(PENDING)
    sent(page)
    eventually("it is there", lambda: count(page, "The relay is renewed.") == 1)
    assert page.evaluate("window.most") == 1 and page.input_value("#reply-text") == ""
    page.unroute("**/tickets/1/replies")


def all_lost(desk, page):
    """Nor can the page ask: it says that it was not sent, and sending it again makes no second one."""
    page.goto(desk.base + "/tickets/1")
    lost(page, "**/tickets/1/replies")
    page.route("**/tickets/1", lambda route: route.abort())
    write(page, "Is it better now?")
    press(page)
    page.wait_for_selector(UNSENT)
    assert page.input_value("#reply-text") == "Is it better now?"
    page.unroute("**/tickets/1/replies")
    page.unroute("**/tickets/1")
    page.click(f"{UNSENT} >> text=Try again")
    sent(page)
    eventually("once", lambda: count(page, "Is it better now?") == 1)
    page.reload()
    assert count(page, "Is it better now?") == 1 and page.input_value("#reply-text") == ""


def changed_words(desk, page):
    """What had arrived is not said again in other words unless one means it."""
    page.goto(desk.base + "/tickets/1")
    lost(page, "**/tickets/1/replies")
    page.route("**/tickets/1", lambda route: route.abort())
    write(page, "Which version?")
    press(page)
    page.wait_for_selector(UNSENT)
    page.unroute("**/tickets/1/replies")
    page.fill("#reply-text", "Which version is it?")
    press(page)
    page.wait_for_selector("#reply [data-refusal]")
    assert "What you sent first had arrived" in page.inner_text("#reply [data-refusal]")
    assert page.input_value("#reply-text") == "Which version is it?"
    page.unroute("**/tickets/1")
    press(page)
    sent(page)
    eventually("both are there", lambda: count(page, "Which version is it?") == 1)
    assert count(page, "Which version?") == 1


def left(desk, page):
    page.goto(desk.base + "/tickets/1")
    # As a browser that gives up with the page what is under way: one that goes on would send it.
    page.evaluate("""() => {
        const ask = window.fetch;
        window.fetch = (address, given) => ask(address, { ...given, keepalive: false });
    }""")
    held(page, "**/tickets/1/replies")
    write(page, "Said and gone.")
    press(page)
    page.wait_for_selector(PENDING)
    page.goto(desk.base + "/queue")
    page.unroute("**/tickets/1/replies")
    page.goto(desk.base + "/tickets/1")
    page.wait_for_selector(UNSENT)
    assert "The page was left before the desk answered." in page.inner_text(UNSENT)
    assert page.input_value("#reply-text") == "Said and gone."
    page.click(f"{UNSENT} >> text=Try again")
    sent(page)
    eventually("once", lambda: count(page, "Said and gone.") == 1)
    page.reload()
    assert page.locator(PENDING).count() == 0 and page.input_value("#reply-text") == ""


def opens(page, act):
    if page.get_attribute(f"#act-{act}", "open") is None:
        page.click(f"#act-{act} summary")


def acts(desk, page):
    """Given away while the answer is lost, resolved while the desk is stopped: each once."""
    page.goto(desk.base + "/tickets/2")
    lost(page, "**/tickets/2/assignment")
    opens(page, "assign")
    page.select_option("#assign-person", label="Ben Okafor")
    page.click("#act-assign form > button")
    page.wait_for_selector(PENDING)
    sent(page)
    page.unroute("**/tickets/2/assignment")
    assert page.inner_text("#holder").strip().startswith("Ben Okafor")
    desk.stop()
    opens(page, "resolve")
    page.fill("#resolve-text", "It prints again.")
    page.click("#act-resolve form > button")
    page.wait_for_selector(UNSENT)
    assert "It prints again." in page.inner_text(UNSENT) and "can't be reached" in page.inner_text(UNSENT)
    assert page.input_value("#resolve-text") == "It prints again."
    shoot(page, "unsent-resolution")
    desk.start()
    page.click(f"{UNSENT} >> text=Try again")
    sent(page)
    eventually("it is resolved", lambda: "Resolved" in page.inner_text("#ticket-head"))
    page.reload()
    assert count(page, "It prints again.") == 1
    said = page.inner_text("#timeline")
    assert said.count("Ben Okafor") == 1, said


def another_reader(desk, page):
    """What Ana wrote and what she could not send is hers: Ben, who signs in after her, finds none of it."""
    page.goto(desk.base + "/tickets/2")
    page.route("**/replies", lambda route: route.abort())
    write(page, "Only Ana says so.")
    press(page)
    page.wait_for_selector(UNSENT)
    write(page, "Half a note of Ana's", "internal")
    eventually("it is kept", lambda: page.inner_text("#reply .draft-state") != "")
    page.unroute("**/replies")
    page.click("text=Sign out")
    desk.sign_in(page, "ben@harbor.example")
    page.goto(desk.base + "/tickets/2")
    assert page.locator(UNSENT).count() == 0 and page.input_value("#reply-text") == ""
    page.click("text=Sign out")
    desk.sign_in(page)
    page.goto(desk.base + "/tickets/2")
    eventually("hers is there again", lambda: page.input_value("#reply-text") == "Half a note of Ana's")
    assert "Only Ana says so." in page.inner_text(UNSENT)


def main():
    # Its lines are cut, answers lost, the desk stopped.
    with opened(expected=[CUT, DOWN, OFFLINE, REFUSED, FAILED]) as (desk, browser):
        for subject in ["The export stops", "Nothing prints"]:
            desk.mail(subject)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        desk.sign_in(page)
        eventually("two are there", lambda: page.locator(".row").count() == 2)
        at_once(desk, page)
        copies(desk, page)
        with tempfile.TemporaryDirectory() as folder:
            file_lost(desk, page, folder)
        offline(desk, page)
        stopped(desk, page)
        answer_lost(desk, page)
        all_lost(desk, page)
        changed_words(desk, page)
        left(desk, page)
        acts(desk, page)
        another_reader(desk, page)
    print("unsent: shown at once, or not sent with its reason; sent again once after a stop, a lost answer, a page left")


if __name__ == "__main__":
    main()
