"""Commands on a folder across an erasure: what is counted and paid stays, what was said of the person goes."""
import datetime
import json
import pathlib
import subprocess
import tempfile
import zipfile

from playwright.sync_api import sync_playwright

from desk import DULY, REFUSED, Desk, Listener

CARLA = "carla@acme.example"
TERMS = "Tests/Fixtures/agreements/sound/filled.yaml"


def duly(data, *words, expect=0):
    done = subprocess.run(
        [DULY, *words, "--data", str(data)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    assert done.returncode == expect, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def last_month():
    first = datetime.date.today().replace(day=1)
    return (first - datetime.timedelta(days=1)).strftime("%Y-%m")


def counted(data):
    """Statement and what-if of last month: numbers, and no names."""
    month = last_month()
    said = json.loads(duly(data, "statement", "acme", month, "--as", "json"))
    assert said["issued"] and said["lines"], "last month's statement has lines"
    replayed = duly(data, "replay", "acme", "--terms", TERMS, "--period", month)
    return said, [line for line in replayed.splitlines() if "tickets" not in line]


def export(folder, data, name, expect=0):
    out = pathlib.Path(folder) / name
    duly(data, "person", "export", CARLA, "--out", str(out), "--as", "ivo@harbor.example", expect=expect)
    if expect:
        return ""
    with zipfile.ZipFile(out) as held:
        return held.read("data.json").decode()


def erase(desk):
    """Mara asks, Ivo confirms."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        listener = Listener([REFUSED])
        listener.listen(browser)
        mara, ivo = (browser.new_context().new_page() for _ in range(2))
        desk.sign_in(mara, "mara@harbor.example")
        mara.goto(desk.base + "/privacy?address=" + CARLA)
        mara.click("#act-erase summary")
        mara.fill("#erase-reason", "Carla Reyes asked by letter")
        mara.fill("#erase-password", desk.password("mara@harbor.example"))
        mara.click("#act-erase form > button")
        mara.wait_for_selector("text=names the person")
        mara.fill("#erase-reason", "Asked by letter")
        mara.fill("#erase-password", desk.password("mara@harbor.example"))
        mara.click("#act-erase form > button")
        mara.wait_for_url("**/privacy/erasures/1")
        desk.sign_in(ivo, "ivo@harbor.example")
        ivo.goto(desk.base + "/privacy/erasures/1")
        ivo.click("#act-confirm summary")
        ivo.fill("#confirm-password", desk.password("ivo@harbor.example"))
        ivo.click("#act-confirm form > button")
        ivo.wait_for_selector("text=Erased, confirmed by Ivo Brandt")
        browser.close()
        listener.check()


def told(desk):
    desk.wait_until_open()
    return desk


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = told(Desk(folder, more=["--story"]))
        desk.stop()
        data = desk.data
        before, replayed = counted(data)
        assert ", 0 findings" in duly(data, "audit", "verify")
        assert CARLA in export(folder, data, "before.zip")
        desk = told(Desk(folder))
        erase(desk)
        desk.stop()
        report = duly(data, "audit", "verify")
        assert ", 0 findings" in report, report
        after, again = counted(data)
        assert before["lines"] == after["lines"] and before["total"] == after["total"], "money stays"
        assert again == replayed, "what if stays"
        assert CARLA not in json.dumps(after)
        export(folder, data, "after.zip", expect=65)
        # Nothing of the address is left in the store's rows.
        duly(data, "reindex")
        assert ", 0 findings" in duly(data, "audit", "verify")
    print("erasing: statement, what-if and chain stand across an erasure; the export is refused after it")


main()
