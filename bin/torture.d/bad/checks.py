"""What is checked, each thing also against a wrong expectation that must fail."""

import subprocess
import sys

NONSENSE = "words that no answer has"


class Checks:
    def __init__(self, is_planted=False):
        self.is_planted = is_planted
        self.count = 0
        self.failed = []
        self.asleep = []
        self.skipped = []

    def _note(self, name, right, wrong, seen):
        """`right` is what the true expectation says, `wrong` what the planted one does."""
        self.count += 1
        if wrong:
            self.asleep.append(name)
        if not (wrong if self.is_planted else right):
            self.failed.append(name)
            print(f"bad-input: FAILED {name}: {str(seen)[:600]!r}", file=sys.stderr)

    def equal(self, name, got, wanted):
        self._note(name, got == wanted, got == (wanted, NONSENSE), got)

    def names(self, name, text, *words):
        """The text has each of the words."""
        self._note(name, all(w in text for w in words), NONSENSE in text, f"{words} in: {text}")

    def lacks(self, name, text, word):
        self._note(name, word not in text, "" not in text, text)

    def at_most(self, name, got, bound):
        self._note(name, got <= bound, got <= got - 1, f"{got} > {bound}")

    def skip(self, name, why):
        self.skipped.append(name)
        print(f"bad-input: left out {name}: {why}", file=sys.stderr)

    @property
    def is_good(self):
        return not self.failed and not self.asleep

    def summary(self):
        control = f"NOT CAUGHT {self.asleep}" if self.asleep else "caught"
        return (
            f"{self.count} checks, {len(self.failed)} failed, {len(self.skipped)} left out, "
            f"control {control}")


def run(*command, input=b"", seconds=60):
    """Runs a command to its end; gives its code, output and errors. A crash has a negative code."""
    done = subprocess.run(command, input=input, capture_output=True, timeout=seconds)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
