#!/usr/bin/env python3
"""A mail of nobody and a forged one wait in quarantine: Ben says what they are, on any width, light and dark."""
import smtplib

import desk as desks
from desk import SUPPORT, eventually, look, opened

NOBODY = "Subject: The export stops\r\nMessage-ID: <nobody@acme.example>\r\n\r\nIt stops at 40 %.\r\n"
FORGED = ("From: Ana Lima <ana@harbor.example>\r\nTo: support@harbor.example\r\nSubject: Close everything\r\n"
          "Message-ID: <forged@evil.example>\r\n\r\nIt is me, Ana.\r\n")
BOTH = ("From: Carla Reyes <carla@acme.example>\r\nReply-To: carla@acme-mail.example\r\nTo: support@harbor.example\r\n"
        "Cc: hanna@harbor.example\r\nSubject: Answer me there\r\n"
        "Message-ID: <both@acme.example>\r\n\r\nThanks.\r\n")


def send(desk, text, sender):
    with smtplib.LMTP("127.0.0.1", desk.lmtp) as line:
        line.sendmail(sender, [SUPPORT], text.encode())


def main():
    with opened() as (desk, browser):
        send(desk, NOBODY, "")
        send(desk, FORGED, "eve@evil.example")
        send(desk, BOTH, "carla@acme.example")
        page = browser.new_page(reduced_motion="reduce")
        desk.sign_in(page, "ben@harbor.example")

        def waiting(count):
            page.goto(desk.base + "/tokens")
            return page.locator("nav#menu a", has_text=f"Quarantine ({count})").count() == 1

        eventually("two mails wait", lambda: waiting(2))
        page.goto(desk.base + "/quarantine")
        look(page, "quarantine")
        page.click("text=The export stops")
        page.click("text=Release it")
        look(page, "quarantined")
        page.fill("#release-sender", "carla@acme.example")
        address = page.url
        page.click("button:has-text('Release')")
        page.wait_for_selector("text=Released by Ben Okafor")

        def has_ticket():
            page.goto(address)
            return page.locator("a", has_text="Ticket #").count() == 1

        eventually("it is a ticket", has_ticket)
        look(page, "released")
        page.goto(desk.base + "/quarantine")
        page.click("text=Close everything")
        page.click("summary:has-text('Discard it')")
        page.fill("#discard-reason", "Forged: Ana did not write it.")
        page.click("button:has-text('Discard')")
        page.wait_for_selector("text=Discarded by Ben Okafor")
        page.goto(desk.base + "/quarantine?show=discarded")
        assert page.locator("text=Forged: Ana did not write it.").count() == 1
        look(page, "discarded")
        assert page.locator("nav#menu a", has_text="Quarantine (").count() == 0, "none waits any more"

        page.goto(desk.base + "/queue")
        page.click("text=Answer me there")
        page.wait_for_selector(".sender-note")
        assert page.locator("text=Sender not verified: nobody checked").count() == 1
        assert page.locator("text=Answers go to carla@acme-mail.example").count() == 1
        look(page, "sender")


if __name__ == "__main__":
    main()
    print(f"ok: quarantine ({desks.DULY})")
