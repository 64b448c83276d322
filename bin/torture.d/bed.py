"""The mail system of bin/mailbed in a folder of its own, and a desk that fetches from it by IMAP. Shared by the
tortures and benchmarks of IMAP."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


class Bed:
    """Started with everything in it; only what it started is ever signalled."""

    def __init__(self):
        self.folder = f"/tmp/bed-{uuid.uuid4().hex[:8]}"
        self.values = {}
        self.start()

    def start(self):
        said = subprocess.run(
            [ROOT / "bin/mailbed", "start", self.folder], check=False, capture_output=True, text=True)
        if said.returncode:
            sys.exit(f"the bed does not start: {said.stderr.strip()}; {self._last_words()}")
        self.values = dict(line.split("=", 1) for line in said.stdout.splitlines() if "=" in line)

    def _last_words(self):
        logs = [path for name in ("dovecot/log", "postfix/log") if (path := Path(self.folder, name)).is_file()]
        return " ".join(line for log in logs for line in log.read_text(errors="replace").splitlines()[-3:])

    def kill(self, server):
        """kill -9 of `imap` or `smtp`; start brings it back."""
        subprocess.run([ROOT / "bin/mailbed", "kill", self.folder, server], check=True)

    @property
    def submission(self):
        """The address of the submission server, as a desk is told it."""
        account = self.values["MAILBED_ACCOUNTS"].split(",")[0].replace("@", "%40")
        return (f"smtp://{account}:{self.values['MAILBED_PASSWORD']}@localhost:"
                f"{self.values['MAILBED_SUBMISSION_PORT']}?ca={self.values['MAILBED_CA']}")

    def left(self, account):
        """Mails in the account's inbox."""
        box = Path(self.values["MAILBED_MAIL"]) / account
        return sum(len(list((box / part).iterdir())) for part in ("new", "cur") if (box / part).is_dir())

    def stop(self):
        subprocess.run([ROOT / "bin/mailbed", "stop", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def deliver(self, message, account):
        """Puts a mail into a Maildir as a delivery does."""
        box = f"{self.values['MAILBED_MAIL']}/{account}"
        for part in ("", "/tmp", "/new", "/cur"):
            if not os.path.isdir(box + part):
                os.makedirs(box + part, exist_ok=True)
                os.chown(box + part, NOBODY, NOBODY)
        name = f"{time.time():.6f}.{uuid.uuid4().hex}.bed"
        with open(f"{box}/tmp/{name}", "wb") as file:
            file.write(message)
        os.chown(f"{box}/tmp/{name}", NOBODY, NOBODY)
        os.rename(f"{box}/tmp/{name}", f"{box}/new/{name}")


def fetching_desk(desk, bed, account, *options):
    """Gives a new demo desk a mailbox, which is added while it is stopped."""
    desk.start()
    desk.stop()
    subprocess.run(
        [desk.binary, "mailbox", "add", "bed", "--data", desk.data, "--person", "ivo@harbor.example",
         "--host", "localhost", "--port", bed.values["MAILBED_IMAPS_PORT"], "--user", account,
         "--authorities", bed.values["MAILBED_CA"], "--existing", *options],
        input=bed.values["MAILBED_PASSWORD"] + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
    return desk
