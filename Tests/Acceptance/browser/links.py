"""Pages behind an address of their own: a mailed rating, leaving a report, a statement, a proposal, a screen."""
import sqlite3

from desk import eventually, look, opened

def rated(desk, stranger, ben):
    """The survey's link opens a page that begins with its number; the button rates, and later words change it."""
    ben.goto(desk.base + "/queue")
    before = ben.locator(".row").count()
    desk.mail("Our backup stops")
    eventually("it comes in", lambda: ben.locator(".row").count() > before)
    ben.click(".row a >> text=Our backup stops")
    ben.wait_for_selector("#act-resolve")
    number = ben.url.rsplit("/", 1)[1].split("#")[0]
    ben.click("#act-resolve summary")
    ben.fill("#resolve-text", "It runs again.")
    ben.click("#act-resolve form > button")
    ben.wait_for_selector("text=The survey goes out")
    # Nobody waits here until the agreement's nine hours of business are over, and the hour of the receipt's mail.
    with sqlite3.connect(desk.data / "duly.sqlite", timeout=10) as store:
        store.execute("UPDATE survey SET due = unixepoch() WHERE ticket = ? AND state = 'waiting'", [number])
        store.execute("UPDATE automatic_mail SET at = at - 3600")
    # The desk looks every half minute, and its mail goes out within ten seconds.
    address = desk.letter(rf"(/rating/{number}/1/[0-9a-f]{{40}})", seconds=90)
    stranger.goto(f"{desk.base}{address}?score=2")
    assert stranger.is_checked("input[name=score][value='2']"), "the number in the link chooses"
    look(stranger, "rating")
    ben.goto(f"{desk.base}/tickets/{number}")
    assert "Not rated" in ben.inner_text("#marks"), "looking rates nothing"
    stranger.fill("#rate-comment", "It took two days.")
    stranger.click("#act-rate form > button")
    stranger.wait_for_selector("text=You rated the resolution 2 of 5.")
    look(stranger, "rating-done")
    ben.goto(f"{desk.base}/tickets/{number}")
    assert "2 of 5" in ben.inner_text("#marks") and "It took two days." in ben.inner_text("#marks")


def left(desk, mara, stranger):
    """A mailed report is left by the link in it, without signing in."""
    mara.goto(desk.base + "/schedules")
    mara.fill("#add-recipients", "mara@harbor.example")
    mara.click("#act-add form > button")
    mara.wait_for_load_state()
    mara.click("form[action$='/sending'] button")
    mara.wait_for_load_state()
    stranger.goto(desk.base + desk.letter(r"(/leave/[^\s>]+)"))
    look(stranger, "leave")
    stranger.click("main form button")
    stranger.wait_for_load_state()
    look(stranger, "left")


def party(desk, mara, carla):
    """What Carla has of her company: last month's statement, and a proposal that she answers."""
    mara.goto(desk.base + "/contacts#act-rights")
    mara.fill("#rights-address", "carla@acme.example")
    for right in ["organisation", "agreement", "books"]:
        mara.check(f"#rights-{right}")
    mara.click("#act-rights form > button")
    mara.wait_for_load_state()
    mara.goto(desk.base + "/agreements/acme/hours")
    for day in ["mon", "tue", "wed", "thu", "fri"]:
        mara.fill(f"#adjust-{day}", "08:00-18:00")
    mara.fill("#adjust-reason", "Acme starts earlier")
    mara.click("#act-adjust form > button")
    mara.wait_for_selector("#propose-password")
    mara.fill("#propose-password", desk.password("mara@harbor.example"))
    mara.click("#act-propose form > button")
    mara.wait_for_url("**/agreements/acme#changes")
    carla.goto(desk.base + "/portal")
    look(carla, "portal-awaited")
    carla.click(".awaits a >> text=Other support hours")
    carla.wait_for_url("**/proposals/adjustment/1")
    look(carla, "portal-proposal")
    carla.check("#confirm-consent")
    carla.fill("#confirm-password", desk.password("carla@acme.example"))
    carla.click("#act-confirm form > button")
    carla.wait_for_url("**/portal/agreements")
    carla.click("a[href^='/portal/statements/'] >> nth=0")
    carla.wait_for_load_state()
    look(carla, "portal-statement")


def screen(desk, mara, stranger):
    mara.goto(desk.base + "/wallboard/screens")
    mara.fill("#screen-name", "The room upstairs")
    mara.click("#act-screen form > button")
    mara.wait_for_selector("text=/wallboard/screen/")
    address = mara.locator("text=/wallboard/screen/").first.inner_text()
    stranger.goto(desk.base + "/wallboard/screen/" + address.split("/wallboard/screen/")[1].split()[0])
    look(stranger, "screen")


def main():
    # With a past: last month has a statement.
    with opened(more=["--story"]) as (desk, browser):
        mara, ben, carla, stranger = (browser.new_context().new_page() for _ in range(4))
        desk.sign_in(ben, "ben@harbor.example")
        desk.sign_in(mara, "mara@harbor.example")
        desk.sign_in(carla, "carla@acme.example")
        rated(desk, stranger, ben)
        left(desk, mara, stranger)
        party(desk, mara, carla)
        screen(desk, mara, stranger)
    print("links: rated behind a mail, left a mailed report, answered a proposal, read a statement, watched a screen")


if __name__ == "__main__":
    main()
