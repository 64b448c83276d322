"""After all walks: each page of the table of routes was looked at, in every width and scheme. _seen.py FOLDER"""
import pathlib
import sys

from _looking import SCHEMES, WIDTHS
from _routes import ELSEWHERE, is_page, route_of, routes

WAYS = {(str(width), scheme) for width in WIDTHS for scheme in SCHEMES}


def unseen(table, looks):
    """`looks` are (walk, path, width, scheme)."""
    seen = {}
    for walk, path, width, scheme in looks:
        seen.setdefault((route_of(path, table), walk), set()).add((width, scheme))
    problems = []
    for route in filter(is_page, table):
        # Not joined: one walk has to look at it in all ways, and where a walk is named, that one.
        ways = [each for (found, walk), each in seen.items()
                if found == route and walk == ELSEWHERE.get(route, walk)]
        best = max(ways, key=len, default=set())
        if best != WAYS:
            problems.append(f"{route} ({ELSEWHERE.get(route, 'every_page')}) lacks {sorted(WAYS - best)}")
    return problems


def main():
    looks = [
        (file.stem, *line.split(" ")) for file in sorted(pathlib.Path(sys.argv[1]).glob("*.seen"))
        for line in file.read_text().splitlines()]
    table = routes()
    problems = unseen(table, looks)
    assert not problems, "\n".join(["not looked at:", *problems])
    # That this would find one: without its last walk a page is not seen.
    route, walk = list(ELSEWHERE.items())[-1]
    assert len(unseen(table, [each for each in looks if each[0] != walk])) > 0, f"nobody misses {route}"
    print(f"pages: {sum(map(is_page, table))} routes and {len(looks)} looks; each was seen in {len(WAYS)} ways")


if __name__ == "__main__":
    main()
