"""A million brackets inside each other: a clear error, and the next question is answered."""

import json
import subprocess

from .checks import run

DEEP = 1_000_000


def run_all(checks, desk, token):
    clock(checks, desk.binary)
    sanitize(checks, desk.binary)
    api(checks, desk, token)


def clock(checks, binary):
    lines = [
        '{"kind":"calendar","id":"c","zone":"UTC","weekly":{"mon":[["09:00","18:00"]]}}',
        '{"kind":"case","id":1,"op":' + "[" * DEEP, "[" * DEEP, '{"kind":"case","id":2,"x":' + '{"a":' * DEEP,
        '{"kind":"case","id":3,"op":"add_seconds","cal":"c","start":1788195000,"seconds":60}',
    ]
    code, output, _ = run(binary, "clock", input="\n".join(lines).encode() + b"\n")
    checks.equal("clock, deep JSON: code", code, 0)
    answers = [json.loads(line) for line in output.splitlines()]
    checks.equal("clock, deep JSON: answers", len(answers), 4)
    checks.names("clock, deep JSON: what", json.dumps(answers[:3]), "nested deeper than")
    checks.equal("clock, deep JSON: the next answer", answers[-1].get("at"), 1788195060)


def sanitize(checks, binary):
    """Each line is answered before the next one is sent; a deep one is told, and those after it are answered."""
    command = subprocess.Popen(
        [binary, "mail", "sanitize", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    for number, html in enumerate(("<b onclick=x>a</b>", "<script>x</script>b")):
        command.stdin.write(json.dumps({"name": f"n{number}", "html": html}) + "\n")
        command.stdin.flush()
        answer = json.loads(command.stdout.readline())
        checks.equal(f"sanitize, line {number}: name", answer["name"], f"n{number}")
        checks.equal(f"sanitize, line {number}: HTML", answer["html"].strip(), ("<b>a</b>", "b")[number])
    output, errors = command.communicate("[" * DEEP + '\n{"name":"last","html":"c"}\n', timeout=60)
    checks.equal("sanitize, deep JSON: code", command.returncode, 65)
    checks.names("sanitize, deep JSON: what", errors, "line 3")
    checks.names("sanitize, deep JSON: the next answer", output, '"last"')


def api(checks, desk, token):
    for name, body in (
        ("arrays", "[" * DEEP), ("objects", '{"a":' * (DEEP // 5)), ("closed", "[" * 500_000 + "]" * 500_000),
        ("a value", '{"text":' + "[" * 900_000),
    ):
        status, answer = desk.ask("POST", "/api/tickets", token, body.encode())
        checks.equal(f"API, deep JSON ({name}): status", status, 400)
        checks.equal(f"API, deep JSON ({name}): code", answer.get("code"), "bad-json")
    status, answer = desk.ask("POST", "/api/tickets", token, b"x" * (2 << 20))
    checks.equal("API, 2 MB: status", status, 413)
    checks.equal("API, 2 MB: code", answer.get("code"), "too-large")
    status, _ = desk.ask("GET", "/api/tickets", token)
    checks.equal("API, after deep JSON: status", status, 200)
