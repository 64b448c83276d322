"""Data folders that can't be used, and ports that are taken."""

import os
import socket

import desk as house

from .checks import run

MAIL = house.message("from a pipe", "pipe")


def run_before(checks, binary, folder):
    blocker = f"{folder}/a-file"
    open(blocker, "w").close()
    inside = f"{blocker}/desk"
    code, _, errors = run(binary, "serve", "--demo", "--data", inside)
    checks.equal("serve in a folder that can't be made: code", code, 73)
    checks.names("serve in a folder that can't be made: what", errors, inside, "right to write")
    code, _, errors = run(binary, "mail", "receive", "--data", inside, input=MAIL)
    checks.equal("receive in a folder that can't be made: code", code, 73)
    checks.names("receive in a folder that can't be made: what", errors, inside, "right to write")
    code, _, errors = run(binary, "mail", "receive", "--data", f"{folder}/none", input=MAIL)
    checks.equal("receive where no desk is: code", code, 75)
    checks.names("receive where no desk is: what", errors, "no desk", "--data")
    code, _, errors = run(binary, "mail", "receive", "--to", "nobody", input=MAIL)
    checks.equal("receive for no address: code", code, 64)
    checks.names("receive for no address: what", errors, "--to", "local@domain")



def run_beside(checks, desk, folder):
    """What a second desk is told while the first one runs."""
    code, _, errors = run(desk.binary, "serve", "--data", desk.data, "--port", str(house.free_port()))
    checks.equal("a second desk in the same folder: code", code, 75)
    checks.names("a second desk in the same folder: what", errors, desk.data, str(desk.process.pid))
    for option, other in (("--port", "--lmtp-port"), ("--lmtp-port", "--port")):
        with socket.create_server((house.HOST, 0)) as taken:
            port = taken.getsockname()[1]
            code, _, errors = run(
                desk.binary, "serve", "--data", f"{folder}/second", option, str(port), other,
                str(house.free_port()))
        checks.equal(f"{option} in use: code", code, 75)
        checks.names(f"{option} in use: what", errors, f"port {port} on 127.0.0.1", "in use", option + ".")
        checks.equal(f"{option} in use: no words of the system", "errno" in errors or "bind(" in errors, False)
        checks.equal(
            f"{option} in use: nothing was made", os.path.exists(f"{folder}/second"), False)
        code, _, errors = run(desk.binary, "serve", "--data", f"{folder}/second", option, "70000")
        checks.equal(f"{option} 70000: code", code, 64)
        checks.names(f"{option} 70000: what", errors, option, "65535")
