"""Addresses and forms of the pages, each field in turn with what no page sends: no 5xx, and the desk goes on."""

import html.parser
import http.client
import urllib.parse

import desk as house

HOSTILE = [
    "9999-12-31", "0001-01-01", "9999-12", "9999-12-31T23:59", "\0", "9223372036854775807", "-9223372036854775808",
    "1e400", "=1+1", "\u202e\0x",
]
# Who looks at which pages; their forms are sent.
PAGES = {
    "mara@harbor.example": """/queue /queue/acts?act=severity&ticket=1 /tickets/1 /tickets/2 /tickets/1/merger
        /tickets/1/splitting /tickets/new /outbox /own-mail /tokens /agreements /agreements/acme /agreements/acme/1
        /agreements/acme/1/clauses /agreements/acme/what-if /agreements/acme/hours /agreements/acme/holidays
        /agreements/acme/errors /templates /templates/harbor /credits /credits/acme/2026-11 /accesses /reports
        /reports/volume /reports/times-to-resolve /reports/credits-eur /schedules /canned-replies /mails
        /mails/receipt /calls /calls/new /wallboard/screens /calendar /calendar/deadlines /exports /articles /events
        /events/new /quarantine /privacy /notices /contacts""",
    "ivo@harbor.example": """/people /people/1 /calendar/people/1 /groups /brand /mailboxes /sending /checkup
        /webhooks /tokens/all /sign-in-rules""",
    "carla@acme.example": """/portal /portal/new /portal/new?category=technical /portal/tickets/1 /portal/agreements
        /portal/agreements/acme/1 /portal/agreements/acme/notice /portal/contacts /portal/reports
        /portal/reports/volume /exports""",
}
REPORTS = ["volume", "backlog", "times-to-resolve", "uncounted", "credits-eur"]


class Forms(html.parser.HTMLParser):
    """The forms of a page: each with its address, method and fields as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.all, self.form, self.choice = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, given):
        given = dict(given)
        name = given.get("name")
        if tag == "form":
            self.form = {"to": (given.get("action") or "").split("#")[0], "method": given.get("method", "get").upper(),
                         "type": given.get("enctype"), "fields": []}
            self.all.append(self.form)
        elif tag == "option" and self.choice and (self.choice[2] is None or "selected" in given):
            self.choice[2] = given.get("value", "")
        elif self.form is not None and name and tag in ("input", "textarea", "button", "select"):
            field = [given.get("type", tag), name, given.get("value")]
            self.form["fields"].append(field)
            self.choice = field if tag == "select" else None

    def handle_endtag(self, tag):
        self.form = None if tag == "form" else self.form
        self.choice = None if tag == "select" else self.choice


def several(fields):
    parts = [f'--bb\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
    return ("".join(parts) + "--bb--\r\n").encode()


class Browser:
    def __init__(self, desk, who):
        self.desk, self.who, self.cookie, self.faults = desk, who, desk.sign_in(who), []

    def ask(self, method, address, body=None, type=None):
        """The page, where there is one. What is no answer, or 5xx, is a fault."""
        headers = {"Cookie": self.cookie, "Origin": f"http://{house.HOST}:{self.desk.port}"}
        if body is not None:
            headers["Content-Type"] = type or "application/x-www-form-urlencoded"
        try:
            line = http.client.HTTPConnection(house.HOST, self.desk.port, timeout=60)
            line.request(method, address, body, headers)
            answer = line.getresponse()
            page = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as problem:
            self.faults.append(f"{method} {address} {body!r:.300}: {problem!r}")
            return ""
        if answer.status >= 500:
            self.faults.append(f"{method} {address} {body!r:.300}: {answer.status}")
        return page if answer.status == 200 else ""

    def send(self, form, at, value):
        """Everything as the page has it, but one field."""
        fields = [
            (name, value if place == at else kept if kept is not None else "x")
            for place, (kind, name, kept) in enumerate(form["fields"])
            if kind != "file" and (place == at or kind not in ("radio", "checkbox"))]
        if form["method"] == "GET":
            self.ask("GET", form["to"] + "?" + urllib.parse.urlencode(fields))
        elif form["type"]:
            self.ask("POST", form["to"], several(fields), "multipart/form-data; boundary=bb")
        else:
            self.ask("POST", form["to"], urllib.parse.urlencode(fields))


def fields(form):
    """Their places. What ends the session, or changes how one signs in, would end the rest."""
    if any(word in form["to"] for word in ("sign-out", "sessions", "password")):
        return []
    return [place for place, field in enumerate(form["fields"])
            if field[0] not in ("submit", "button", "password", "file")]


def run_all(checks, desk):
    for who, addresses in PAGES.items():
        browser, seen, count = Browser(desk, who), set(), 0
        for address in addresses.split():
            for form in Forms(browser.ask("GET", address)).all:
                key = (form["to"], tuple(name for _, name, _ in form["fields"]))
                if key in seen or browser.faults:
                    continue
                seen.add(key)
                for place in fields(form):
                    for value in HOSTILE:
                        browser.send(form, place, value)
                        count += 1
        checks.equal(f"forms of {who}: faults", browser.faults, [])
        if browser.faults:
            return
        checks.at_most(f"forms of {who}: at least 100 sent", 100, count)
    periods(checks, desk)


def periods(checks, desk):
    """What is typed into addresses: dates at the ends of what a date can be, places and parts that none has."""
    for who, base in (("mara@harbor.example", "/reports"), ("carla@acme.example", "/portal/reports")):
        browser = Browser(desk, who)
        for first, last in (("9999-12-01", "9999-12-31"), ("0001-01-01", "0001-02-01"), ("9990-01-01", "9999-12-31")):
            for report in REPORTS:
                for split in ("month", "organisation", ""):
                    asked = f"period=dates&from={first}&to={last}&split={split}"
                    browser.ask("GET", f"{base}/{report}?{asked}")
                    browser.ask("GET", f"{base}/{report}/tickets?{asked}")
        for report in REPORTS:
            for asked in ("after=-5", "after=9223372036854775807", "least=-9223372036854775808", "key=%00", "ground=%00"):
                browser.ask("GET", f"{base}/{report}/tickets?period=this-month&{asked}")
        for month in ("9999-12", "0001-01", "2100-12"):
            browser.ask("GET", f"/credits/acme/{month}")
            browser.ask("GET", f"/portal/statements/acme/{month}")
        checks.equal(f"addresses of {base}: faults", browser.faults, [])
        if browser.faults:
            return
    status, _ = desk.ask("GET", "/healthz", "")
    checks.equal("after hostile addresses and forms: the desk serves", status, 200)
