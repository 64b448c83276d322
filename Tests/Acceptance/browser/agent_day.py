"""An agent's day: twenty tickets worked by the keyboard alone, from the queue to the answer and back."""
from desk import eventually, opened

TICKETS = 20
# Presses of a mouse or a finger in this window, on whatever page.
COUNTED = """addEventListener("pointerdown", () => {
    sessionStorage.setItem("pointer", Number(sessionStorage.getItem("pointer") ?? 0) + 1);
}, true);"""


def number(page):
    return page.get_attribute("[data-ticket]", "data-ticket")


def into_the_next(page):
    """The first row is what breaks next: one key goes to it, one opens it."""
    page.keyboard.press("j")
    eventually("the first row has the focus", lambda: page.evaluate(
        "document.activeElement.closest('.row') === document.querySelector('.row')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tickets/*")
    page.wait_for_selector("#timeline")


def sent(page):
    """On to the button; a mail that is shown before it can be scrolled, and is on the way."""
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('form button')"):
            break
    page.keyboard.press("Enter")


def kept(page):
    eventually("the acknowledgment is kept", lambda: "Kept" in page.inner_text("#clock-acknowledgment"))


def replied(page, words):
    page.keyboard.press("r")
    page.keyboard.type(words)
    sent(page)
    eventually("the reply is shown", lambda: words in page.inner_text("#timeline"))
    kept(page)


def acknowledged(page, words):
    page.keyboard.press("a")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    sent(page)
    kept(page)
    assert words in page.inner_text("#timeline")


def taken(page, words):
    """Ana takes it by her first letters, then answers."""
    page.keyboard.press("t")
    page.keyboard.type("Ana")
    page.keyboard.press("Tab")
    sent(page)
    eventually("she has it", lambda: "Ana Lima" in page.inner_text("#holder"))
    eventually("it is on the timeline", lambda: page.locator(".entry.pending").count() == 0)
    replied(page, words)


def raised(page, words):
    page.keyboard.press("s")
    page.keyboard.type("High")
    page.keyboard.press("Tab")
    page.keyboard.type("Their shop stands still")
    sent(page)
    eventually("the severity is high", lambda: "High" in page.inner_text("#severity-now"))
    eventually("it is on the timeline", lambda: page.locator(".entry.pending").count() == 0)
    replied(page, words)


def resolved(page, words):
    page.keyboard.press("v")
    page.keyboard.type(words)
    sent(page)
    eventually("the answer is shown", lambda: words in page.inner_text("#timeline"))
    kept(page)


def main():
    with opened() as (desk, browser):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(COUNTED)
        desk.sign_in(page)
        for each in range(1, TICKETS + 1):
            desk.mail(f"Question {each}")
        eventually("twenty rows arrive", lambda: page.locator(".row").count() == TICKETS, 30)
        ways = [replied, acknowledged, taken, raised, resolved]
        done = []
        for each in range(TICKETS):
            into_the_next(page)
            done.append(number(page))
            ways[each % len(ways)](page, f"Answer {each}, q and j and ? too.")
            # The words come before the scripts that know the keys.
            page.wait_for_load_state()
            page.keyboard.press("g")
            page.keyboard.press("q")
            page.wait_for_url("**/queue*")
        assert sorted(done, key=int) == [str(each) for each in range(1, TICKETS + 1)], f"each once: {done}"
        assert page.locator(".row").count() == TICKETS - 4, "what is resolved has left"
        for each in done:
            answer = page.request.get(f"{desk.base}/tickets/{each}").text()
            assert "Answer" in answer, f"#{each} has its answer"
        touched = page.evaluate("sessionStorage.getItem('pointer')")
        assert touched is None, f"the pointer was pressed {touched} times"
    print(f"agent's day: {TICKETS} tickets by the keyboard alone, replied, acknowledged, taken, raised and resolved")


if __name__ == "__main__":
    main()
