"""A small name server: TXT, A and AAAA of a zone in memory, by UDP and, where an answer is too long, by TCP. It knows
names that are never answered."""

import socket
import struct
import threading

TYPES = {1: "A", 16: "TXT", 28: "AAAA"}
UDP_BYTES_MAX = 512


class NameServer:
    """Answers at a port of an address until the program ends. `zone` holds lists of values by (name, type);
    `silent` names get no answer, `broken` ones SERVFAIL."""

    def __init__(self, address="127.0.0.1", port=53):
        self.zone, self.silent, self.broken = {}, set(), set()
        self.asked = []
        self.datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.datagrams.bind((address, port))
        self.streams = socket.socket()
        self.streams.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.streams.bind((address, port))
        self.streams.listen()
        for work in (self._serve_datagrams, self._serve_streams):
            threading.Thread(target=work, daemon=True).start()

    def put(self, name, kind, *values):
        self.zone.setdefault((name.lower(), kind), []).extend(values)

    def _serve_datagrams(self):
        while True:
            query, peer = self.datagrams.recvfrom(4096)
            answer = self._answer(query, "UDP")
            if answer is None:
                continue
            if len(answer) > UDP_BYTES_MAX:
                answer = query[:2] + struct.pack("!HHHHH", 0x8780, 1, 0, 0, 0) + self._question(query)[2]
            self.datagrams.sendto(answer, peer)

    def _serve_streams(self):
        while True:
            line, _ = self.streams.accept()
            with line:
                line.settimeout(5)
                try:
                    length = struct.unpack("!H", line.recv(2, socket.MSG_WAITALL))[0]
                    answer = self._answer(line.recv(length, socket.MSG_WAITALL), "TCP")
                    if answer is not None:
                        line.sendall(struct.pack("!H", len(answer)) + answer)
                except (OSError, struct.error):
                    continue

    @staticmethod
    def _question(query):
        """Name, type and bytes of the only question."""
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode("latin-1"))
            at += 1 + query[at]
        return ".".join(labels).lower(), struct.unpack("!H", query[at + 1:at + 3])[0], query[12:at + 5]

    def _answer(self, query, way):
        name, number, question = self._question(query)
        kind = TYPES.get(number, str(number))
        self.asked.append((name, kind, way))
        if name in self.silent:
            return None
        values = self.zone.get((name, kind), [])
        is_known = values or any(known == name or known.endswith("." + name) for known, _ in self.zone)
        code = 2 if name in self.broken else 0 if is_known else 3
        records = b"".join(
            b"\xc0\x0c" + struct.pack("!HHIH", number, 1, 60, len(value)) + value
            for value in (self._value(kind, value) for value in values))
        count = 0 if code else len(values)
        head = query[:2] + struct.pack("!HHHHH", 0x8580 | code, 1, count, 0, 0)
        return head + question + (records if count else b"")

    @staticmethod
    def _value(kind, value):
        if kind == "A":
            return socket.inet_aton(value)
        if kind == "AAAA":
            return socket.inet_pton(socket.AF_INET6, value)
        pieces = [value[at:at + 200].encode() for at in range(0, len(value), 200)]
        return b"".join(bytes([len(piece)]) + piece for piece in pieces)
