"""Pages behind an address of their own: a mailed rating, leaving a mailed report, a statement, a proposal, a screen."""
import glob
import pathlib
import tempfile

from desk import eventually, look, opened

# Monday 10:30 in Berlin, and Wednesday, when the agreement's nine business hours are long over.
MONDAY, WEDNESDAY = "2026-11-23 09:30:00", "2026-11-25 10:00:00"


def rated(desk, carla, ben, clock):
    """The survey's link opens a page that chooses; the button rates; later words change it."""
    ben.goto(desk.base + "/queue")
    desk.mail("The export stops")
    ben.wait_for_selector("#row-1")
    ben.goto(desk.base + "/tickets/1#act-resolve")
    ben.fill("#resolve-text", "It runs again.")
    ben.click("#act-resolve form > button")
    ben.wait_for_load_state()
    clock.write_text(f"@{WEDNESDAY}\n")
    link = {}

    def asked():
        try:
            link["at"] = desk.letter(r"(/rating/1/1/[0-9a-f]{40})")
            return True
        except AssertionError:
            return False

    eventually("the survey is mailed", asked, seconds=90)
    carla.goto(f"{desk.base}{link['at']}?score=2")
    assert carla.is_checked("input[name=score][value='2']"), "the number in the link chooses"
    look(carla, "rating")
    carla.fill("#rate-comment", "It took two days.")
    carla.click("#act-rate form > button")
    carla.wait_for_selector("text=You rated the resolution 2 of 5.")
    look(carla, "rating-done")
    ben.goto(desk.base + "/tickets/1")
    assert "It took two days." in ben.inner_text("main")
    carla.goto(desk.base + "/rating/1/1/" + "0" * 40)
    assert "This link opens nothing." in carla.inner_text("main")


def left(desk, mara, stranger):
    """A mailed report is left by the link in it, without signing in."""
    mara.goto(desk.base + "/schedules")
    mara.click("#act-add summary")
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
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
    assert library, "faketime is missing: run bin/setup test"
    with tempfile.TemporaryDirectory() as folder:
        clock = pathlib.Path(folder) / "clock"
        clock.write_text(f"@{MONDAY}\n")
        faked = {
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
        }
        with opened(faked) as (desk, browser):
            mara, ben, carla, stranger = (browser.new_context().new_page() for _ in range(4))
            desk.sign_in(ben, "ben@harbor.example")
            rated(desk, stranger, ben, clock)
            desk.sign_in(mara, "mara@harbor.example")
            desk.sign_in(carla, "carla@acme.example")
            left(desk, mara, stranger)
            party(desk, mara, carla)
            screen(desk, mara, stranger)
    print("links: rated behind a mail, left a report, answered a proposal, read a statement, watched a screen")


if __name__ == "__main__":
    main()
