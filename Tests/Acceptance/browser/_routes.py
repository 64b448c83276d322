"""The table of routes, and which walk looks at which page."""
import pathlib
import re

# Files, streams and parts of pages that scripts fetch: no page to look at.
NO_PAGE = """/ /agreements/:name/:version/evidence /assets /attachments /bell/count /audit/head /audit/heads /audit/heads.json /audit/key /audit/key.json /brand/logo /brand/style /calendar/feeds
/credits/:name/:month/csv /credits/:name/:month/json /credits/:name/:month/pdf /agreements/:name/:version/pdf
/agreements/:name/:version/text /agreements/:name/draft/text /agreements/:name/letters
/events/:id/evidence /evidence/:name/:version/:word/pdf
/evidence/:name/:version/:word/zip /exports/everything /exports/tickets /healthz /live /portal/live /messages /metrics
/notices/:inbox/mail /portal/agreements/:name/letters /tickets/:id/colleagues /organisations/:id/reports/:name/csv /organisations/:id/reports/:name/pdf
/portal/agreements/:name/:version/evidence /portal/agreements/:name/:version/pdf /portal/reports/:name/csv
/portal/reports/:name/pdf /portal/statements/:name/:month/csv /portal/statements/:name/:month/json
/portal/statements/:name/:month/pdf /quarantine/:inbox/mail /queue/rows /queue/summary /reports/:name/csv
/reports/:name/pdf /sign-in/provider /tickets/:id/articles /tickets/:id/canned-replies /tickets/:id/evidence
/wallboard/screen/:word/live /chat/:word/events""".split()
# Pages behind a mailed word or a state that takes a story: that walk looks at them.
ELSEWHERE = {
    "/access/:ticket/:number/:word": "access", "/agreements/:name/:version/changes": "drafting",
    "/agreements/:name/holidays/:proposal": "changing", "/calls/:call": "calls",
    "/agreements/:name/proposals/:kind/:number": "changing", "/canned-replies/:id": "workspace",
    "/changes/:word": "changing", "/chat/:word": "chat", "/contacts/:contact/calls/new": "calls",
    "/contacts/:contact/tickets/new": "calls", "/events/:id": "events", "/evidence/:name/:version/:word": "signing",
    "/leave/:list/:person/:word": "links", "/notices/:inbox": "ending", "/password/:word": "signing_in",
    "/portal/agreements/:name/proposals/:kind/:number": "links", "/portal/statements/:name/:month": "links",
    "/privacy/erasures/:id": "privacy", "/privacy/people/:id": "privacy", "/quarantine/:inbox": "quarantine",
    "/rating/:ticket/:resolution/:word": "links",
    "/sign-in/link/:word": "signing_in",
    "/sign-in/step": "signing_in", "/sign/:word": "signing", "/wallboard/screen/:word": "links",
}


def routes():
    """The table's, but those of the API."""
    table = pathlib.Path("Tests/Fixtures/access/routes.txt").read_text()
    found = [re.match(r"GET +([^ #]+) +(\w+)", line) for line in table.splitlines()]
    return [each.group(1) for each in found if each and each.group(2) != "api"]


def is_page(route):
    return route != "/" and not any(re.fullmatch(re.escape(one) + r"(/.*)?", route) for one in NO_PAGE[1:])


def shape(route):
    return re.compile(re.sub(r":\w+", "[^/]+", route))


def route_of(path, table):
    """The route that answers: of those that fit, the one with the fewest placeholders."""
    return min((each for each in table if shape(each).fullmatch(path)), key=lambda each: each.count(":"), default=None)
