"""A small mail server for tests: it keeps what it gets, or refuses recipients."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"220 test")
        self.sender, self.recipients = "", []
        while line := self.rfile.readline():
            verb = line.strip().upper()
            if verb.startswith(b"QUIT"):
                self.say(b"221 bye")
                return
            if verb == b"DATA":
                self.data()
            elif verb.startswith(b"MAIL FROM:"):
                self.sender = address(line)
                self.say(b"250 ok")
            elif verb.startswith(b"RCPT TO:"):
                self.rcpt(line)
            else:
                self.say(b"250 ok")

    def rcpt(self, line):
        if self.server.refuse:
            self.say(self.server.refuse)
        else:
            self.recipients.append(address(line))
            self.say(b"250 ok")

    def data(self):
        self.say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.received.append((self.sender, self.recipients, message))
        self.say(b"250 taken")

    def say(self, line):
        self.wfile.write(line + b"\r\n")


def address(line):
    return line.decode().split("<", 1)[1].split(">", 1)[0]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refuse):
        super().__init__(("127.0.0.1", 0), _Session)
        self.refuse, self.received = refuse, []
        self.port = self.server_address[1]


@contextmanager
def smtp_server(*, refuse=b""):
    """Run a mail server on a free port.

    Args:
        refuse: what it says to every recipient, such as `550 no such person`.
    """
    with _Server(refuse) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
