"""Starts the demo desk on a folder of its own, plays a Monday morning, and saves pictures of the pages."""

import glob
import pathlib
import shutil
import sys
import tempfile
import time

sys.path.insert(0, "Tests/Acceptance/browser")
from desk import ABSENT, eventually, opened  # noqa: E402

MARA = "mara@harbor.example"
LOOKS = [("light", 1280, 800), ("dark", 1280, 800), ("light", 360, 740), ("dark", 360, 740), ("light", 2560, 1200)]


class Morning:
    """The clock of the desk alone: Monday 2026-11-23, told in Berlin's time."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder) / "clock"
        self.set("08:40")

    def set(self, berlin):
        hours, minutes = map(int, berlin.split(":"))
        self.file.write_text(f"@2026-11-23 {hours - 1:02}:{minutes:02}:00\n")

    @property
    def environment(self):
        library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
        assert library, "faketime is missing: run bin/setup test"
        return {
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
        }


def act(page, address, name, fields, choices=()):
    page.goto(f"{address}#act-{name}")
    for field, value in choices:
        page.select_option(f"#{name}-{field}", label=value)
    for field, value in fields:
        page.fill(f"#{name}-{field}", value)
    page.click(f"#act-{name} form > button")
    page.wait_for_load_state()


def play(desk, morning, page):
    """Five inquiries, each in another state when it is 11:02."""
    def ticket(number):
        return f"{desk.base}/tickets/{number}"

    def mail(at, number, *words, **more):
        morning.set(at)
        desk.mail(*words, **more)
        eventually(f"ticket {number}", lambda: page.goto(ticket(number)).status == 200)

    mail("08:41", 1, "Exports stop at row 65,536",
         "Since this morning the nightly export ends early. Can you have a look?\n\nCarla")
    mail("09:20", 2, "Sign-in loops for new colleagues",
         "Three people who joined today are sent back to the sign-in page.\n\nCarla")
    morning.set("09:32")
    act(page, ticket(2), "assign", [], [("person", "Ben Okafor")])
    page.goto(ticket(2))
    page.fill("#reply-text", "Hello Carla, I can see the loop too. I am looking for its cause now.")
    page.click("form.reply button.for-public")
    page.wait_for_load_state()
    eventually("the reply is sent", lambda: "Kept" in page.inner_text("#clock-acknowledgment"))
    mail("09:45", 3, "Invoice shows the old address", "We moved in March; the invoice has our former street.")
    mail("09:50", 4, "All prints come out blank", "Since the update nobody in the warehouse can print labels.")
    morning.set("10:05")
    act(page, ticket(3), "request", [("text", "Which invoices are concerned? Please send us their numbers.")])
    eventually("the request is sent", lambda: "Kept" in page.inner_text("#clock-acknowledgment"))
    morning.set("10:20")
    act(page, ticket(2), "severity", [("reason", "New colleagues can't work at all")], [("severity", "High")])
    mail("10:48", 5, "How do we archive a project?", "I looked in the settings and found nothing.",
         sender="Jun Ito <jun@acme.example>")
    morning.set("11:02")
    act(page, ticket(4), "assign", [], [("person", "Ana Lima")])
    page.goto(desk.base + "/queue")
    page.wait_for_selector("#row-1 [data-state=broken]", timeout=60_000)


def palette(page):
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open], dialog[open]")
    page.keyboard.type("export")
    time.sleep(1)


def answered(desk, morning, page):
    """What a customer's portal shows: one ticket that waits for them, one that was resolved."""
    morning.set("11:20")
    act(page, f"{desk.base}/tickets/2", "resolve", [("text", "The loop is gone: please try again.")])
    page.goto(desk.base + "/contacts#act-rights")
    page.fill("#rights-address", "carla@acme.example")
    for right in ["organisation", "agreement", "books"]:
        page.check(f"#rights-{right}")
    page.click("#act-rights form > button")
    page.wait_for_load_state()


def guides(desk, morning, browser, state):
    """The pictures of the guides, as docs/*.md name them."""
    folder = pathlib.Path("docs/pictures")
    look = {"viewport": {"width": 1200, "height": 750}, "color_scheme": "light"}
    desk_page = browser.new_context(**look, storage_state=state).new_page()
    carla = browser.new_context(**look).new_page()
    desk.sign_in(carla, "carla@acme.example")

    def shoot(page, name, address, prepare=None):
        page.goto(desk.base + address)
        if prepare:
            prepare(page)
        time.sleep(0.5)
        page.screenshot(path=folder / f"{name}.png")

    desk_page.goto(desk.base + "/agreements#act-begin")
    desk_page.select_option("#begin-organisation", label="Acme")
    desk_page.fill("#begin-name", "acme-chat")
    desk_page.click("#act-begin button")
    desk_page.wait_for_url("**/draft")
    for name, address, prepare in [
        ("ticket", "/tickets/2", None), ("proof", "/tickets/2/proof/resolution", None),
        ("palette", "/queue", palette), ("credits", "/credits/acme/2026-11", None),
        ("reports", "/reports/acknowledgments?period=this-month&split=severity", None),
        ("draft", "/agreements/acme-chat/draft", None),
    ]:
        shoot(desk_page, name, address, prepare)
    answered(desk, morning, desk_page)
    shoot(carla, "portal", "/portal")
    shoot(carla, "portal-ticket", "/portal/tickets/2")


def take(desk, browser, state, pictures):
    for scheme, width, height in LOOKS:
        name = f"{scheme}-{width}"
        look = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
        stranger = browser.new_context(**look)
        page = stranger.new_page()
        page.goto(desk.base + "/sign-in")
        page.screenshot(path=pictures / f"sign-in-{name}.png")
        stranger.close()
        context = browser.new_context(**look, storage_state=state)
        page = context.new_page()
        for what, address in [
            ("queue", "/queue"), ("ticket", "/tickets/2"), ("waiting", "/tickets/3"),
            ("proof", "/tickets/2/proof/resolution"), ("broken", "/tickets/1/proof/acknowledgment"),
            ("outbox", "/outbox"), ("tokens", "/tokens"), ("absent", "/tickets/999"),
        ]:
            page.goto(desk.base + address)
            time.sleep(0.5)
            page.screenshot(path=pictures / f"{what}-{name}.png", full_page=what != "queue")
        context.close()


def main():
    pictures = pathlib.Path("screenshots")
    pictures.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        morning = Morning(folder)
        # A ticket that is not there, or not yet.
        with opened(morning.environment, expected=[ABSENT + ".*/tickets/"]) as (desk, browser):
            context = browser.new_context()
            page = context.new_page()
            desk.sign_in(page, MARA)
            play(desk, morning, page)
            take(desk, browser, context.storage_state(), pictures)
            guides(desk, morning, browser, context.storage_state())
    readme = pathlib.Path("docs/pictures/queue.png")
    readme.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pictures / "queue-light-1280.png", readme)
    print(f"{len(list(pictures.glob('*.png')))} pictures in {pictures}/, and {readme}")


main()
