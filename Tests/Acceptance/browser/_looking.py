"""How a walk looks at a page: axe in three widths and two schemes. Where asked for, what was seen is written down."""
import os
import pathlib
import sys

from axe_playwright_python.base import AXE_SCRIPT

WALK = pathlib.Path(sys.argv[0]).stem
WIDTHS, SCHEMES = (1280, 360, 2560), ("light", "dark")
# axe's own choice, which is WCAG 2.0, 2.1 and good practice, and the two rules of levels A and AA that it leaves out.
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
}
# In the dark only the colours are others: the same elements stand in the same places.
COLOURS = {"resultTypes": ["violations"],
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


def fits(page, name):
    """Nothing to scroll sideways."""
    width = page.viewport_size["width"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name}: {wide} px in a window of {width}"


def look(page, name):
    """A page's first state in every width and scheme, each later one in two widths; then as it was before."""
    address = answered(page)
    widths = WIDTHS[:2] if address in met else WIDTHS
    met.add(address)
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            where = f"{name}, {scheme}, {width} px"
            accessible(page, where, OPTIONS if scheme == "light" else COLOURS)
            fits(page, where)
            note(page, width, scheme)
            shoot(page, f"{name}-{width}-{scheme}")
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
