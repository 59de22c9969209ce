"""A scripted IMAP server; `$` in an answer stands for the tag of the command."""

import re

import trustme

from tests.mail.scripted_server import Answer, ScriptedServer, longest_prefix

GREETING: Answer = [b"* OK ready\r\n"]
MAIL = b"Subject: hello\r\n\r\nbody\r\n"

GOOD: dict[str, Answer] = {
    "CAPABILITY": [b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK\r\n"],
    "AUTHENTICATE PLAIN": [b"+ \r\n"],
    "": [b"$ OK logged in\r\n"],  # the base64 line
    "EXAMINE": [b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 12] .\r\n$ OK done\r\n"],
    "UID SEARCH": [b"* SEARCH 11\r\n$ OK done\r\n"],
    "UID FETCH 11 (RFC": [
        b'* 1 FETCH (UID 11 RFC822.SIZE 24 INTERNALDATE "20-Nov-2026 21:40:00 +0300")\r\n$ OK\r\n'
    ],
    "UID FETCH 11 (BODY": [b"* 1 FETCH (UID 11 BODY[] {24}\r\n" + MAIL + b")\r\n$ OK done\r\n"],
    "LOGOUT": [b"* BYE bye\r\n$ OK done\r\n"],
}


class FakeImap(ScriptedServer):
    """Answers as a good server does, except where `answers` says otherwise.

    Keys are beginnings of commands; as a keyword `_` stands for the space in one.
    """

    def __init__(
        self,
        certificate: trustme.LeafCert,
        *,
        starttls: bool = False,
        greeting: Answer = GREETING,
        **answers: Answer,
    ) -> None:
        self._answers = {**GOOD, **{k.replace("_", " "): v for k, v in answers.items()}}
        self._tag = b""
        super().__init__(certificate, greeting, starttls=starttls)

    def answer(self, line: str) -> Answer:
        head, _, command = line.partition(" ")
        if command:
            self._tag = head.encode()
        script = longest_prefix(self._answers, command) or [b"$ BAD unknown\r\n"]
        tagged = self._tag + rb" \1 "
        return [
            re.sub(rb"(?m)^\$ (\w+)", tagged, step) if isinstance(step, bytes) else step
            for step in script
        ]
