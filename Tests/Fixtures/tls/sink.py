"""A mail server for one test: sink.py CERTIFICATE KEY starttls|implicit

Speaks SMTP with TLS by Python's own ssl. Prints its port, then a line for each handshake, command and mail;
ends when its standard input does."""

import socket
import ssl
import sys
import threading


def say(*words):
    print(*words, flush=True)


def handshake(line, context):
    secure = context.wrap_socket(line, server_side=True)
    say("TLS", secure.version())
    return secure


def talk(line, context, is_implicit):
    if is_implicit:
        line = handshake(line, context)
    line.sendall(b"220 sink ready\r\n")
    words = line.makefile("rb")
    is_secure = is_implicit
    while command := words.readline():
        verb = command.split(b" ")[0].strip().upper()
        say("COMMAND", verb.decode(), "secure" if is_secure else "clear")
        if verb == b"EHLO":
            offer = b"250-sink\r\n" + (b"" if is_secure else b"250-STARTTLS\r\n") + b"250 AUTH PLAIN\r\n"
            line.sendall(offer)
        elif verb == b"STARTTLS":
            line.sendall(b"220 go on\r\n")
            line = handshake(line, context)
            words = line.makefile("rb")
            is_secure = True
        elif verb == b"AUTH":
            line.sendall(b"235 2.7.0 welcome\r\n")
        elif verb == b"DATA":
            line.sendall(b"354 go on\r\n")
            while words.readline() not in (b".\r\n", b""):
                pass
            say("MAIL")
            line.sendall(b"250 2.0.0 queued\r\n")
        elif verb == b"QUIT":
            line.sendall(b"221 bye\r\n")
            return
        else:
            line.sendall(b"250 ok\r\n")


def serve(listener, context, is_implicit):
    while True:
        line, _ = listener.accept()
        line.settimeout(60)
        try:
            talk(line, context, is_implicit)
        except (ssl.SSLError, OSError) as problem:
            say("BROKEN", type(problem).__name__)
        finally:
            line.close()


def main():
    certificate, key, kind = sys.argv[1:4]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    say(listener.getsockname()[1])
    threading.Thread(target=serve, args=(listener, context, kind == "implicit"), daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
