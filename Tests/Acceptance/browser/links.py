"""Pages behind an address of their own: leaving a mailed report, a statement, a proposal, a screen."""
from desk import look, opened

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
        mara, carla, stranger = (browser.new_context().new_page() for _ in range(3))
        desk.sign_in(mara, "mara@harbor.example")
        desk.sign_in(carla, "carla@acme.example")
        left(desk, mara, stranger)
        party(desk, mara, carla)
        screen(desk, mara, stranger)
    print("links: left a mailed report, answered a proposal, read a statement, watched a screen")


if __name__ == "__main__":
    main()
