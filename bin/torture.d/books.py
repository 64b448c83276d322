"""What a desk has of the mails that came in, and what its answers came to: read from its database, which nobody
writes meanwhile, and from the mails that the submission server delivered."""

import collections
import re
from pathlib import Path

QUEUE_ID = re.compile(rb"\bby mail\.test \(Postfix\) with E?SMTP\w*\s+id (\w+)")
MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)


class Books:
    """Subjects of what came in, rows of the automatic answers, and deliveries by Message-ID. A mail that the
    server delivers again after a kill of its own has the same queue id, and counts once."""

    def __init__(self, desk, sink):
        self.messages = collections.Counter(
            row[0] for row in desk.rows("SELECT subject FROM message WHERE direction = 'incoming'"))
        self.tickets = collections.Counter(row[0] for row in desk.rows("SELECT subject FROM ticket"))
        self.kept = desk.rows("SELECT count(*) FROM inbox WHERE state <> 'done'")[0][0]
        self.answers = desk.rows(
            "SELECT envelope_to, message_id, state, doubts FROM outbox WHERE envelope_from = ''")
        self.deliveries = deliveries(sink)

    def faults(self, subjects, senders):
        """What is wrong, by kind, each with its names; empty lists where nothing is."""
        rows = collections.defaultdict(list)
        for to, message_id, state, doubts in self.answers:
            if to in senders:
                rows[to].append((message_id, state, doubts))
        second = [to for to, of in rows.items() if len({row[0] for row in of}) > 1]
        missing = [sender for sender in senders if sender not in rows]
        for to, of in rows.items():
            for message_id, state, doubts in of:
                came = len(self.deliveries[message_id])
                if came > 1 + doubts:
                    second.append(to)
                if state != "accepted" and not doubts or state == "accepted" and not came:
                    missing.append(to)
        return {
            "lost": [name for name in subjects if not self.messages[name]],
            "double": [name for name in subjects if self.messages[name] > 1 or self.tickets[name] > 1],
            "second answers": second,
            "answers missing": missing,
            "left in the inbox": [str(self.kept)] * bool(self.kept),
        }

    @property
    def repeated(self):
        """Answers that came twice since the desk, or the line, died before their end was known."""
        return sum(
            min(doubts, max(0, len(self.deliveries[message_id]) - 1)) for _, message_id, _, doubts in self.answers)

    def is_awake(self, subjects, senders):
        """A loss, a double, a second answer and a missing one that are put into the books are found."""
        before = {kind: len(names) for kind, names in self.faults(subjects, senders).items()}
        found = []
        for kind, plant in (("lost", self._lose), ("double", self._double), ("second answers", self._repeat)):
            undo = plant(subjects, senders)
            found.append(len(self.faults(subjects, senders)[kind]) > before[kind])
            undo()
        found.append(len(self.faults(subjects, senders | {"nobody"})["answers missing"])
                     > before["answers missing"])
        return all(found)

    def _lose(self, subjects, _):
        name = next(name for name in subjects if self.messages[name] == 1)
        count = self.messages.pop(name)
        return lambda: self.messages.update({name: count})

    def _double(self, subjects, _):
        name = next(name for name in subjects if self.messages[name] == 1)
        self.messages[name] += 1
        return lambda: self.messages.subtract({name: 1})

    def _repeat(self, _, senders):
        message_id = next(
            row[1] for row in self.answers if row[0] in senders and not row[3] and len(self.deliveries[row[1]]) == 1)
        self.deliveries[message_id].add("planted")
        return lambda: self.deliveries[message_id].discard("planted")


def deliveries(sink):
    """Queue ids by Message-ID of what lies in the sink."""
    found = collections.defaultdict(set)
    for part in ("new", "cur"):
        folder = Path(sink) / part
        for path in folder.iterdir() if folder.is_dir() else ():
            with open(path, "rb") as file:
                head = file.read(16_384)
            message_id, queue_id = MESSAGE_ID.search(head), QUEUE_ID.search(head)
            if message_id and queue_id:
                found[message_id[1].decode()].add(queue_id[1].decode())
    return found
