"""A full disk: nothing that was taken is lost, everyone is told, and the desk goes on when there is room."""

import os
import shutil
import subprocess
import time

import desk as house

from .checks import run

# The ballast is more than the space under which the desk says that the disk is nearly full.
MEGABYTES = 48
BALLAST_BYTES = 36 << 20
MAIL_BYTES = 60_000
MAILS_MAX = 2_000


def run_all(checks, binary, folder, seed):
    place = f"{folder}/small-disk"
    os.mkdir(place)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "duly-bad-input", place], capture_output=True)
    if not mounted or mounted.returncode != 0:
        checks.skip("a full disk", "mounting a file system in memory needs root")
        return
    try:
        shutil.copytree(seed, f"{place}/desk")
        fill(checks, binary, f"{place}/desk", f"{place}/ballast")
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def fill(checks, binary, data, ballast):
    with open(ballast, "wb") as file:
        file.write(b"x" * BALLAST_BYTES)
    desk = house.Desk(binary, data)
    try:
        desk.start(log=f"{os.path.dirname(os.path.dirname(data))}/disk.log")
        token = desk.token()
        accepted = pour(desk, "first", checks)
        # What was left is taken too, and then what the desk's own log has room for.
        stuff(ballast)
        accepted += pour(desk, "last", checks)
        while_full(checks, desk, token)
        while_closed(checks, desk, ballast)
        os.unlink(ballast)
        after(checks, desk, token, accepted)
        desk.kill()
        desk.start()
        check_tickets(checks, desk, accepted, "after a kill")
    finally:
        desk.stop()
    code, _, errors = run(binary, "audit", "verify", "--data", data)
    checks.equal(f"full disk: audit ({errors})", code, 0)


def stuff(ballast):
    with open(ballast, "ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


def pour(desk, name, checks):
    """Mails until one is refused; gives the subjects that got their 250."""
    accepted, refusal = [], ""
    client = house.Client(desk.lmtp_port, desk.support)
    for number in range(MAILS_MAX):
        subject = f"disk {name} {number}"
        try:
            client.send("carla@acme.example", house.message(subject, f"{name}.{number}", size=MAIL_BYTES))
            accepted.append(subject)
        except house.Lost as lost:
            refusal = str(lost)
            break
    client.close()
    checks.names(f"full disk, {name} mails: LMTP", refusal, "452 4.3.1")
    return accepted


def while_full(checks, desk, token):
    try:
        client = house.Client(desk.lmtp_port, desk.support)
        client.send("carla@acme.example", house.message("large", "disk.large", size=3 << 20))
        refusal = "it was taken"
    except house.Lost as lost:
        refusal = str(lost)
    checks.names("full disk: LMTP, a mail that is a file", refusal, "452 4.3.1")
    code, _, errors = run(
        desk.binary, "mail", "receive", "--data", desk.data, input=house.message("full pipe", "full.pipe", MAIL_BYTES))
    checks.equal("full disk: receive beside the desk: code", code, 75)
    checks.names("full disk: receive beside the desk: what", errors, "disk is full")
    body = b'{"requester":"carla@acme.example","subject":"full","text":"' + b"x" * 200_000 + b'"}'
    status, answer = desk.ask("POST", "/api/tickets", token, body)
    checks.equal("full disk: API: status", status, 507)
    checks.equal("full disk: API: code", answer.get("code"), "disk-full")
    status, answer = desk.ask("GET", "/healthz", None)
    checks.equal("full disk: health: status", status, 503)
    checks.names("full disk: health: what", answer, "No space is left")
    checks.equal("full disk: pages", desk.ask("GET", "/sign-in", None)[0], 200)


def while_closed(checks, desk, ballast):
    """Without a running desk the pipe shall come again; a desk that opens on a full disk still takes nothing."""
    desk.stop()
    stuff(ballast)
    code, _, errors = run(
        desk.binary, "mail", "receive", "--data", desk.data, input=house.message("closed", "closed", MAIL_BYTES))
    checks.equal("full disk: receive without a desk: code", code, 75)
    checks.names("full disk: receive without a desk: what", errors, "No space is left")
    desk.start()
    checks.equal("full disk, opened anew: health", desk.ask("GET", "/healthz", None)[0], 503)
    checks.equal("full disk, opened anew: mails taken", pour(desk, "anew", checks), [])


def after(checks, desk, token, accepted):
    client = None
    for _ in range(100):
        try:
            client = client or house.Client(desk.lmtp_port, desk.support)
            client.send("carla@acme.example", house.message("room again", "room.again"))
            accepted.append("room again")
            break
        except house.Lost:
            client = None
            time.sleep(0.1)
    checks.equal("room again: LMTP takes mail", accepted[-1], "room again")
    status, _ = desk.ask("GET", "/healthz", None)
    checks.equal("room again: health", status, 200)
    check_tickets(checks, desk, accepted, "with room again")


def check_tickets(checks, desk, accepted, when):
    subjects = desk.wait_for(lambda now: set(accepted) <= set(now), 30)
    checks.equal(f"{when}: lost", sorted(set(accepted) - set(subjects))[:5], [])
    checks.equal(f"{when}: double", len([s for s in subjects if s in set(accepted)]), len(set(accepted)))
