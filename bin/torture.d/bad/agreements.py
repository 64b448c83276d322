"""Agreement files that can't be signed: each is told by path, line, clause and remedy, with exit code 65."""

import re

from desk import ROOT

from .checks import run

SOUND = ROOT / "Tests/Fixtures/agreements/sound/filled.yaml"


def faults(text):
    """What is wrong, the file, and words that the message must have: the field or clause, and the remedy."""

    def swap(pattern, replacement):
        changed, count = re.subn(pattern, replacement, text, count=1, flags=re.M)
        assert count == 1, f"{SOUND} has no {pattern}"
        return changed

    def closed():
        weekless = re.sub(r"(?m)^  weekly:\n(    .*\n)+", "  weekly: {}\n", text)
        return re.sub(r"(?m)^  special:\n(    .*\n)+", "  special: {}\n", weekless)

    yield "broken YAML", swap(r"^customer:$", "customer: [{"), []
    yield "unknown zone", swap(r"^  zone: .*$", "  zone: Europe/Atlantis"), ["Europe/Atlantis", "zone"]
    yield "no opening hours ever", closed(), ["hours", "A.3"]
    yield "negative duration", swap(r"^  within: 2 business hours$", "  within: -2 business hours"), ["within"]
    yield "huge duration", swap(r"2 business hours", "99999999999999999999 business hours"), ["within"]
    yield "unreachable duration", swap(r"2 business hours", "900000 business hours"), ["within"]
    yield "unknown word", text + "surprise: true\n", ["surprise"]


def run_all(checks, binary, folder):
    text = SOUND.read_text()
    code, output, _ = run(binary, "agreement", "check", str(SOUND))
    checks.equal("agreement, the sound one: code", code, 0)
    checks.names("agreement, the sound one: hash", output, "sha256")
    for name, broken, words in faults(text):
        path = f"{folder}/{name.replace(' ', '-')}.yaml"
        with open(path, "w") as file:
            file.write(broken)
        for verb in ("check", "render"):
            code, _, errors = run(binary, "agreement", verb, path)
            checks.equal(f"agreement {verb}, {name}: code", code, 65)
            checks.names(f"agreement {verb}, {name}: what", errors, path, *words)
            line = re.search(re.escape(path) + r":(\d+)", errors)
            checks.equal(f"agreement {verb}, {name}: line", line is not None and int(line[1]) > 0, True)
