"""What a browser complains about, on every page that a walk opens: errors on the console, of scripts and of policy."""


import re

# What a browser says of answers and lines that a walk brings about itself; after it stands the address.
REFUSED = "status of 422 "
ABSENT = "status of 404 "
SIGNED_OUT = "status of 401 "
OFFLINE = "net::ERR_INTERNET_DISCONNECTED "
CUT = "net::ERR_INCOMPLETE_CHUNKED_ENCODING "
# A stopped desk refuses; one that stops cuts what it was asked a moment before.
DOWN = "net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE) "


class Listener:
    """`expected` are patterns of complaints, each found in the text or the address behind it."""

    def __init__(self, expected):
        self.expected = tuple(expected)
        self.heard, self.contexts = [], []

    def listen(self, browser):
        """To each context from its first page on, whoever of the walk opens it."""
        make_context, make_page = browser.new_context, browser.new_page

        def new_context(*given, **named):
            context = make_context(*given, **named)
            self.attend(context)
            return context

        def new_page(*given, **named):
            page = make_page(*given, **named)
            self.attend(page.context)
            return page

        browser.new_context, browser.new_page = new_context, new_page

    def attend(self, context):
        self.contexts.append(context)
        context.on("console", lambda line: self.hear(line.text, line.location["url"]) if line.type == "error" else None)
        context.on("weberror", lambda problem: self.hear(str(problem.error), problem.page.url if problem.page else ""))

    def hear(self, text, url):
        said = f"{text} ({url})"
        # No walk has a reason to expect that an asset is missing.
        if "/assets/" in url or not any(re.search(each, said) for each in self.expected):
            self.heard.append(said)

    def tell(self):
        """Where something else went wrong first: what was heard, and what stands on each page."""
        for each in self.heard:
            print(f"the browser complained: {each}")
        for page in [page for context in self.contexts for page in context.pages]:
            try:
                words = page.evaluate("(document.querySelector('main') ?? document.body)?.innerText ?? ''")
            except Exception as error:  # A page that is gone must not hide what went wrong first.
                words = f"nothing can be read there: {error}"
            print(f"shown at {page.url}: {' '.join(words.split())[:400]}")

    def check(self):
        assert not self.heard, "the browser complained:\n" + "\n".join(self.heard)
