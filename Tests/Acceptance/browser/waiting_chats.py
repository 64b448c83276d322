"""Ben stands on the page of the chats: one that begins is there at once, is said, counted at the head and before the title,
and sounds for who wants it. Answered by Ana it goes."""
from desk import REFUSED, accessible, eventually, look, opened


def takes(desk, page):
    page.goto(desk.base + "/chats")
    page.click("#act-duty form > button")
    page.wait_for_load_state()


def sounds(page):
    """The browser's own sound is noted, not played."""
    page.add_init_script("""
        window.sounds = 0;
        const Real = AudioContext;
        window.AudioContext = class extends Real { constructor() { super(); window.sounds += 1; } };
    """)


def switched(page):
    button = page.locator("#chat-sound")
    assert button.get_attribute("aria-pressed") == "false", "silent until somebody wants it"
    button.click()
    assert button.get_attribute("aria-pressed") == "true" and "on" in button.inner_text()
    assert page.evaluate("sounds") == 1, "it is heard when it is switched on"


def begun(desk, browser):
    jun = browser.new_context().new_page()
    jun.goto(desk.base + "/chat")
    jun.fill("#chat-name", "Jun")
    jun.fill("#chat-address", "jun@elsewhere.example")
    jun.fill("#chat-text", "The export stops")
    jun.click("form.chat-form > button")
    jun.wait_for_url("**/chat/*")
    return jun


def main():
    with opened(expected=[REFUSED]) as (desk, browser):
        ben = browser.new_context().new_page()
        sounds(ben)
        desk.sign_in(ben, "ben@harbor.example")
        takes(desk, ben)
        switched(ben)
        ana = browser.new_context().new_page()
        sounds(ana)
        desk.sign_in(ana)
        assert "Nobody waits for you" in ben.inner_text("#chats-list")
        jun = begun(desk, browser)
        eventually("it stands there", lambda: "Waits for a word" in ben.inner_text("#chats-list"), 5)
        assert "Jun" in ben.inner_text("#chats-list")
        for page in [ben, ana]:
            eventually("the head counts it", lambda: page.inner_text("#chats-link") == "Chats (1)")
            eventually("the title counts it", lambda: "1 chat" in page.title())
        assert "waits for a word" in ben.inner_text("#said")
        eventually("it sounds", lambda: ben.evaluate("sounds") == 2)
        assert ana.evaluate("sounds") == 0, "Ana wants none"
        accessible(ben, "a chat waits")
        look(ben, "waiting-chats")
        ana.goto(desk.base + "/tickets/1")
        ana.fill("#reply-text", "Hello Jun, I look.")
        ana.click("form.reply button.for-public")
        eventually("Jun reads it", lambda: "I look" in jun.inner_text("#chat-lines"))
        eventually("it waits no more", lambda: "Nobody waits for you" in ben.inner_text("#chats-list"))
        eventually("nor at the head", lambda: ben.inner_text("#chats-link") == "Chats")
        assert "chat" not in ben.title().split(")")[0] or "(" not in ben.title()
    print("waiting chats: at once on the list, the head and the title, with a sound for who wants it; gone once answered")


main()
