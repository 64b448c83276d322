"""An operator's first hour: an empty folder, the first administrator, the desk, the first ticket."""
import pathlib
import shlex
import subprocess
import tempfile

from desk import DULY, eventually, free_port, look, opened

PASSWORD = "a lamp by the window"


def made(data):
    """As docs/signing-in.md has it; a second administrator is refused."""
    command = [
        DULY, "admin", "create", "--name", "Ivo Brandt", "--address", "ivo@harbor.example", "--company", "Harbor Software",
        "--support", "support@harbor.example", "--desk-name", "Harbor Software Support", "--data", str(data)]
    subprocess.run(command, input=PASSWORD + "\n", text=True, check=True, capture_output=True)
    again = subprocess.run(command, input=PASSWORD + "\n", text=True, capture_output=True)
    assert again.returncode != 0, "there is one already"


def told(folder):
    """A desk without anybody says what to do next, in words that can be copied; a folder that is none is no matter of rights."""
    place = folder + "/it's new"
    doctor = subprocess.run([DULY, "doctor", "--data", place], text=True, capture_output=True)
    assert doctor.returncode == 66 and f"There is no folder {place}." in doctor.stderr, doctor.stderr
    assert "right" not in doctor.stderr and "duly admin create --data" in doctor.stderr, doctor.stderr
    serve = subprocess.Popen(
        ["timeout", "60", DULY, "serve", "--data", place, "--port", str(free_port()), "--lmtp-port", str(free_port())],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = []
    while "Everybody else is invited" not in (lines or [""])[-1]:
        line = serve.stdout.readline()
        assert line, "".join(lines)
        lines.append(line)
    serve.terminate()
    serve.wait(20)
    said = "".join(lines)
    assert "Nobody can sign in yet." in said and "(none)" not in said, said
    first = said.index("duly admin create")
    words = shlex.split(said[first:said.index("It asks", first)].replace("\\\n", " "))
    assert words[words.index("--data") + 1] == place, words
    copied = subprocess.run([DULY, *words[1:]], input=PASSWORD + "\n", text=True, capture_output=True)
    assert copied.returncode == 0, copied.stderr


def kept(folder):
    """What can't be done says so by its exit code, and leaves nothing behind; a backup is written over by leave alone."""
    data, file = folder + "/desk", folder + "/desk.tar"
    create = ["admin", "create", "--name", "Ivo Brandt", "--address", "ivo@harbor.example", "--data"]

    def run(code, words, *command, typed=PASSWORD):
        done = subprocess.run([DULY, *command], input=typed + "\n", text=True, capture_output=True)
        assert done.returncode == code and words in done.stderr, (command, done.returncode, done.stderr)

    run(65, "at least", *create, data, typed="short")
    assert not pathlib.Path(data).exists(), "a refused administrator leaves no folder"
    run(0, "", *create, data)
    run(0, "", "backup", file, "--data", data)
    run(73, f"{file} is there already. Name a file that is not there, or say --replace.", "backup", file, "--data", data)
    run(0, "", "backup", file, "--replace", "--data", data)
    run(73, f"{folder}/none/desk.tar can't be written", "backup", folder + "/none/desk.tar", "--data", data)
    run(66, "can't be read", "restore", folder + "/missing.tar", "--data", folder + "/again")
    pathlib.Path(folder + "/broken.tar").write_text("no backup")
    run(65, "The backup can't be used", "restore", folder + "/broken.tar", "--data", folder + "/again")
    assert not pathlib.Path(folder + "/again").exists(), "nothing of it is left"
    run(73, "is not empty", "restore", file, "--data", data)
    run(0, "", "restore", file, "--data", folder + "/again")


def signed_in(desk, page, address, password):
    page.goto(desk.base + "/sign-in")
    page.fill("input[name=email]", address)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/queue")


def main():
    with tempfile.TemporaryDirectory() as folder:
        told(folder)
    with tempfile.TemporaryDirectory() as folder:
        kept(folder)
    with opened(prepare=made) as (desk, browser):
        ivo = browser.new_context().new_page()
        signed_in(desk, ivo, "ivo@harbor.example", PASSWORD)
        look(ivo, "first-queue")
        steps = ivo.inner_text("#first-steps")
        assert steps.count("To do:") == 4 and "Sign an agreement" in steps and "Let mail out" in steps, steps
        assert steps.index("Invite your colleagues") < steps.index("Sign an agreement"), steps
        ivo.click("#first-steps >> text=Sign an agreement")
        ivo.wait_for_url("**/people#act-invite")
        assert ivo.locator("#act-invite[open]").count() == 1, "the step leads to what helps"
        ivo.goto(desk.base + "/agreements")
        look(ivo, "first-agreements")
        assert "invite one first" in ivo.inner_text("main")
        ivo.goto(desk.base + "/checkup")
        look(ivo, "first-checkup")
        assert "not asked yet" in ivo.inner_text("#summary")
        desk.mail("The first question", sender="Jun Ito <jun@bakery.example>")
        ivo.goto(desk.base + "/queue")
        eventually("the first ticket comes in", lambda: ivo.locator("#row-1").count() == 1)
        look(ivo, "first-ticket")
        ivo.goto(desk.base + "/tickets/1")
        assert "no promise" in ivo.inner_text("main").lower(), "there is no agreement yet"
    print("ok: from an empty folder to the first ticket")


if __name__ == "__main__":
    main()
