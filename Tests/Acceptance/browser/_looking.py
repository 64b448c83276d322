"""How a walk looks at a page: axe in three widths and two schemes. Where asked for, what was seen is written down."""
import os
import pathlib
import sys

from _routes import ELSEWHERE, route_of, routes
from axe_playwright_python.base import AXE_SCRIPT

WALK = pathlib.Path(sys.argv[0]).stem
WIDTHS, SCHEMES = (1280, 360, 2560), ("light", "dark")
# axe's own choice, which is WCAG 2.0, 2.1 and good practice, and the two rules of levels A and AA that it leaves out.
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
}
# In the dark only the colours are others: the same elements stand in the same places.
COLOURS = {"resultTypes": ["violations"], "preload": False,
           "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The addresses of which this walk has seen some state already, with what was answered there.
met = set()


def accessible(page, name, options=OPTIONS):
    # What is still fading in has not its colours yet.
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    assert not found, f"{name}: " + "; ".join(
        f"{rule['id']} ({rule['help']}) at {node['target']}: {node['failureSummary']}"
        for rule in found for node in rule["nodes"])


def options(width, scheme):
    """axe's rules for one way to look. Style sheets, which it would load anew each time, are read in one of them."""
    if scheme == "dark":
        return COLOURS
    return OPTIONS if width == WIDTHS[0] else {**OPTIONS, "preload": False}


def fits(page, name):
    """Nothing to scroll sideways."""
    width = page.viewport_size["width"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name}: {wide} px in a window of {width}"


def headed(page, name):
    """In every table a head stands over what it heads: both begin, or both end, at the same edge."""
    wrong = page.evaluate("""() => {
        const side = (cell) => ({ end: "right", right: "right" })[getComputedStyle(cell).textAlign] ?? "left";
        return [...document.querySelectorAll("table:has(thead)")].flatMap((table) => {
            const heads = [...table.tHead.rows[0].cells];
            const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
            return rows.filter((row) => row.cells.length === heads.length).flatMap((row) =>
                heads.filter((head, at) => side(head) !== side(row.cells[at])).map((head) => head.textContent));
        });
    }""")
    assert not wrong, f"{name}: not under their heads: {sorted(set(wrong))}"


def ways(address):
    """A page that only this walk looks at, in every width and scheme; of another its state here, in three ways."""
    is_ours = ELSEWHERE.get(route_of(address[0], routes())) == WALK
    if is_ours and address not in met:
        return [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    return [(1280, "light"), (1280, "dark"), (360, "light")]


def look(page, name, at_end=False):
    """A page in the ways that are this walk's; then as it was before. At its end a bar at the foot lies over nothing."""
    address = answered(page)
    before = page.viewport_size
    for width, scheme in ways(address):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if at_end:
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
        where = f"{name}, {scheme}, {width} px"
        shoot(page, f"{name}-{width}-{scheme}")
        accessible(page, where, options(width, scheme))
        fits(page, where)
        note(page, width, scheme)
    met.add(address)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


def answered(page):
    """The path of what is shown, and the answer's status; 0 for what a script put there."""
    path, status = page.evaluate(
        "[location.pathname, performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0]")
    return path, status


def shoot(page, name):
    """A picture of the whole page, where somebody wants pictures."""
    folder = os.environ.get("DULY_SHOTS")
    if folder:
        folder = pathlib.Path(folder) / WALK
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def note(page, width, scheme):
    """For _seen.py: a page that was there, and how it was looked at."""
    stories = os.environ.get("STORIES")
    if not stories:
        return
    path, status = answered(page)
    if status == 200:
        with open(pathlib.Path(stories) / f"{WALK}.seen", "a") as file:
            file.write(f"{path} {width} {scheme}\n")
