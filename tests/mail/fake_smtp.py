"""A scripted SMTP server."""

import trustme

from tests.mail.scripted_server import Answer, ScriptedServer, longest_prefix

GOOD: dict[str, Answer] = {
    "ehlo": [b"250-mail\r\n250-SIZE 50000000\r\n250 AUTH PLAIN LOGIN\r\n"],
    "AUTH PLAIN": [b"235 welcome\r\n"],
    "MAIL": [b"250 ok\r\n"],
    "RCPT": [b"250 ok\r\n"],
    "DATA": [b"354 go ahead\r\n"],
    ".": [b"250 queued as 1\r\n"],
    "QUIT": [b"221 bye\r\n"],
}


class FakeSmtp(ScriptedServer):
    """Answers as a good server does, except where `answers` says otherwise.

    Keys are beginnings of commands, "." the end of the content and "content" its first line.
    `delivered` holds the contents that it answered with 250.
    """

    def __init__(
        self,
        certificate: trustme.LeafCert,
        *,
        starttls: bool = False,
        greeting: Answer = (b"220 mail ESMTP\r\n",),
        answers: dict[str, Answer] | None = None,
    ) -> None:
        self._answers = {**GOOD, **(answers or {})}
        self._content: list[str] | None = None
        self.delivered: list[str] = []
        super().__init__(certificate, greeting, starttls=starttls)

    def answer(self, line: str) -> Answer:
        if self._content is None:
            script = longest_prefix(self._answers, line) or [b"500 unknown\r\n"]
            self._content = [] if _begins(script, b"354") else None
            return script
        if line != ".":
            self._content.append(line.removeprefix("."))
            return self._answers.get("content", []) if len(self._content) == 1 else []
        script = self._answers["."]
        if _begins(script, b"250"):
            self.delivered.append("\r\n".join(self._content))
        self._content = None
        return script


def _begins(script: Answer, code: bytes) -> bool:
    return isinstance(script[0], bytes) and script[0].startswith(code)
