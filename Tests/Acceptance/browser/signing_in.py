"""Ways in: an app with codes, a passkey, a link by mail, sessions, an invitation; each page in light and dark."""
import base64
import hashlib
import hmac
import struct
import time

from desk import ABSENT, REFUSED, SIGNED_OUT, eventually, look, opened


def code_of(key, at=None):
    """What an app shows for a key (RFC 6238)."""
    step = int((at or time.time()) // 30)
    mac = hmac.new(base64.b32decode(key.replace(" ", "")), struct.pack(">Q", step), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place:place + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def next_code(key, last):
    """A code that was not used yet; the desk takes each half minute once."""
    found = []

    def fresh():
        found[:] = [code_of(key)]
        return found[0] != last

    eventually("another half minute", fresh, seconds=40)
    return found[0]


def fresh(browser, desk):
    """A new browser at the desk's name: passkeys belong to a name, not to a number."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"http://localhost:{desk.web}/sign-in")
    return page


def sign_in(desk, page, address, password=None):
    page.fill("input[name=email]", address)
    page.fill("#sign-in-password", password or desk.password(address))
    with page.expect_navigation():
        page.press("#sign-in-password", "Enter")


def app(desk, browser):
    """Ana sets up an app, and signs in with a code, then with a recovery code."""
    page = fresh(browser, desk)
    look(page, "sign-in")
    sign_in(desk, page, "ana@harbor.example")
    page.click("a.reader")
    look(page, "account")
    page.click("text=Set up an app")
    look(page, "app")
    assert page.locator("svg.qr path").count() == 1
    key = page.inner_text("#key")
    used = code_of(key)
    page.fill("#app-code", used)
    page.fill("#app-password", desk.password("ana@harbor.example"))
    page.click("text=Use this app")
    page.wait_for_selector("#recovery")
    codes = page.locator("#recovery code").all_inner_texts()
    assert len(codes) == 10
    look(page, "recovery")
    page.click("text=I have kept them")
    page.wait_for_selector("text=10 recovery codes are left")
    again = fresh(browser, desk)
    sign_in(desk, again, "ana@harbor.example")
    look(again, "step")
    again.fill("#step-code", used)
    again.click("button.main")
    assert "not the code of this moment" in again.inner_text("[role=alert]"), "a code is good once"
    again.fill("#step-code", next_code(key, used))
    again.click("button.main")
    again.wait_for_url("**/queue*")
    other = fresh(browser, desk)
    sign_in(desk, other, "ana@harbor.example")
    other.fill("#step-code", codes[0])
    other.click("button.main")
    other.wait_for_url("**/queue*")
    return page, other


def sessions(page, other):
    page.reload()
    rows = page.locator("[aria-label='Your sessions'] tbody tr")
    assert rows.count() == 3 and "this session" in page.inner_text("main")
    page.click("text=End all other sessions")
    eventually("one session is left", lambda: rows.count() == 1)
    other.goto(other.url)
    assert other.url.endswith("/sign-in"), "an ended session opens nothing"


def device(page):
    """A device in the browser that makes passkeys and knows its owner."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})
    return line, made["authenticatorId"]


def passkey(desk, browser):
    """Ben adds a passkey, signs in with it alone, confirms with it, and removes it."""
    page = fresh(browser, desk)
    line, name = device(page)
    sign_in(desk, page, "ben@harbor.example")
    page.goto(f"http://localhost:{desk.web}/account")
    assert page.locator("[data-no-passkey]").is_hidden()
    page.fill("#passkey-name", "Laptop")
    page.fill("#passkey-password", desk.password("ben@harbor.example"))
    page.click("form.passkey button")
    page.wait_for_selector("text=The passkey is added.")
    kept = line.send("WebAuthn.getCredentials", {"authenticatorId": name})["credentials"]
    assert len(kept) == 1 and kept[0]["isResidentCredential"] and kept[0]["rpId"] == "localhost"
    look(page, "passkeys")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")
    page.click("form.passkey button")
    page.wait_for_url("**/queue*")
    page.goto(f"http://localhost:{desk.web}/account/confirmation")
    look(page, "confirm")
    page.click("form.passkey button")
    page.wait_for_selector("text=Confirmed until")
    line.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": False})
    page.click("form.passkey button")
    trouble = page.locator("form.passkey [role=alert]")
    eventually("an unverified owner is told", lambda: trouble.inner_text() != "", seconds=70)
    page.goto(f"http://localhost:{desk.web}/account")
    page.click(".act summary:has-text('Remove Laptop')")
    # Confirmed a moment ago: the password may stay empty.
    page.click("button:has-text('Remove passkey')")
    page.wait_for_selector("text=You have none.")


def link(desk, browser):
    """Carla is mailed a link; in another browser it asks for the code of the first."""
    page = fresh(browser, desk)
    page.click("text=Mail me a link to sign in")
    look(page, "link")
    page.fill("#link-email", "carla@acme.example")
    page.click("button.main")
    code = page.inner_text("#code")
    look(page, "link-asked")
    path = desk.letter(r"(/sign-in/link/[0-9a-f]+)")
    phone = fresh(browser, desk)
    phone.goto(f"http://localhost:{desk.web}{path}")
    look(phone, "link-elsewhere")
    phone.fill("#link-code", code)
    phone.click("button.main")
    phone.wait_for_url("**/portal")
    page.goto(f"http://localhost:{desk.web}{path}")
    assert "opens nothing any more" in page.inner_text("main"), "a link works once"


def invitation(desk, browser):
    """Ivo invites Lea, who sets a password, and is disabled again."""
    page = fresh(browser, desk)
    sign_in(desk, page, "ivo@harbor.example")
    page.goto(f"http://localhost:{desk.web}/people")
    look(page, "people")
    page.click("#act-invite summary")
    page.fill("#invite-name", "Lea Roth")
    page.fill("#invite-address", "lea@harbor.example")
    page.fill("#invite-password", desk.password("ivo@harbor.example"))
    page.click("#act-invite form > button")
    page.wait_for_selector("text=Invited; the link was not used yet")
    look(page, "member")
    path = desk.letter(r"(/password/[0-9a-f]+)")
    lea = fresh(browser, desk)
    lea.goto(f"http://localhost:{desk.web}{path}")
    look(lea, "to-set-password")
    lea.fill("#set-new-password", "short")
    lea.fill("#set-again", "short")
    lea.click("button.main")
    lea.wait_for_selector("[data-refusal]")
    look(lea, "password-refused")
    lea.fill("#set-new-password", "a word of my own")
    lea.fill("#set-again", "a word of my own")
    lea.click("button.main")
    lea.wait_for_url("**/sign-in")
    sign_in(desk, lea, "lea@harbor.example", "a word of my own")
    lea.wait_for_url("**/queue*")
    page.click("#act-disabling summary")
    page.fill("#disabling-password", desk.password("ivo@harbor.example"))
    page.click("#act-disabling form > button")
    page.wait_for_selector("text=Account disabled, by Ivo Brandt")
    lea.goto(lea.url)
    assert lea.url.endswith("/sign-in"), "a disabled account is out at once"
    page.goto(f"http://localhost:{desk.web}/sign-in-rules")
    look(page, "rules")


def main():
    # A link that was used is dead, and a session that another one ended hears nothing more.
    with opened(expected=[REFUSED, ABSENT + ".*/sign-in/link/", SIGNED_OUT + ".*/live"]) as (desk, browser):
        page, other = app(desk, browser)
        sessions(page, other)
        passkey(desk, browser)
        link(desk, browser)
        invitation(desk, browser)
    print("signing in: an app, a passkey, a link by mail, sessions and an invitation; axe found nothing")


main()
