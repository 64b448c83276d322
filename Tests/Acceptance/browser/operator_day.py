"""An operator's first hour: an empty folder, the first administrator, the desk, the first ticket."""
import subprocess

from desk import DULY, eventually, look, opened

PASSWORD = "a lamp by the window"


def made(data):
    """As docs/signing-in.md has it; a second administrator is refused."""
    command = [
        DULY, "admin", "create", "--name", "Ivo Brandt", "--address", "ivo@harbor.example", "--company", "Harbor Software",
        "--support", "support@harbor.example", "--desk-name", "Harbor Software Support", "--data", str(data)]
    subprocess.run(command, input=PASSWORD + "\n", text=True, check=True, capture_output=True)
    again = subprocess.run(command, input=PASSWORD + "\n", text=True, capture_output=True)
    assert again.returncode != 0, "there is one already"


def signed_in(desk, page, address, password):
    page.goto(desk.base + "/sign-in")
    page.fill("input[name=email]", address)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/queue")


def main():
    with opened(prepare=made) as (desk, browser):
        ivo = browser.new_context().new_page()
        signed_in(desk, ivo, "ivo@harbor.example", PASSWORD)
        look(ivo, "first-queue")
        ivo.goto(desk.base + "/checkup")
        look(ivo, "first-checkup")
        desk.mail("The first question", sender="Jun Ito <jun@bakery.example>")
        ivo.goto(desk.base + "/queue")
        eventually("the first ticket comes in", lambda: ivo.locator("#row-1").count() == 1)
        look(ivo, "first-ticket")
        ivo.goto(desk.base + "/tickets/1")
        assert "no promise" in ivo.inner_text("main").lower(), "there is no agreement yet"
    print("ok: from an empty folder to the first ticket")


if __name__ == "__main__":
    main()
