"""`mail parse`: what Duty Desk reads out of a mail, as JSON lines; no database is opened."""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.sentences import sentence
from desktop.domain.errors import DeskError, Refused, Unavailable
from desktop.domain.mail import Address, FoundAttachment
from desktop.domain.mail_quote import stripped_text
from desktop.mail import worker
from desktop.mail.parser_process import Outcome, ParserProcess, Unread
from desktop.mail.sources import file_mails

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to parse; `identity` comes back as it was given, `path` None when unusable."""

    identity: Any
    path: Path | None


def register(commands: Commands) -> None:
    """Add `mail parse`, and the hidden `mail worker` that a frozen program starts itself as."""
    parser = commands.add_parser("mail", help="read mail files and print what is in them")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    parse = actions.add_parser("parse", help="print each mail as a line of JSON")
    parse.add_argument("files", nargs="*", metavar="FILE", type=Path)
    parse.add_argument("--json", action="store_true", help="print JSON lines (the default)")
    parse.add_argument(
        "--batch", metavar="FILE|-", help='read lines {"id": …, "path": …} and answer in order'
    )
    parse.set_defaults(func=run)
    actions.add_parser("worker").set_defaults(func=run_worker)


def run(args: argparse.Namespace) -> int:
    """Parse the files; 0 when every one was read, 1 when some were not and are named."""
    if bool(args.files) == bool(args.batch):
        print("Give either files or --batch.", file=sys.stderr)
        return 2
    jobs = _batch(args.batch) if args.batch else (Job(None, path) for path in args.files)
    failed = False
    with ParserProcess() as parser:
        for answer in _answers(parser, jobs, with_id=bool(args.batch)):
            failed = failed or "error" in answer
            print(json.dumps(answer, ensure_ascii=False))
    return 1 if failed else 0


def run_worker(_: argparse.Namespace) -> int:
    """Serve as the parser process."""
    return worker.main()


def _answers(
    parser: ParserProcess, jobs: Iterator[Job], *, with_id: bool
) -> Iterator[dict[str, Any]]:
    """Give one answer a job, in order, while the parser works ahead."""
    begun: deque[dict[str, Any]] = deque()

    def mails() -> Iterator[bytes]:
        for job in jobs:
            head: dict[str, Any] = {"id": job.identity} if with_id else {}
            try:
                raw = _only_mail(job)
            except DeskError as problem:
                begun.append(head | {"error": problem.code, "text": sentence(problem)})
            else:
                begun.append(head)
                yield raw

    for outcome in parser.parse_all(mails()):
        while "error" in begun[0]:
            yield begun.popleft()
        yield begun.popleft() | _described(outcome)
    yield from begun


def _only_mail(job: Job) -> bytes:
    """Return the first mail of a file.

    Raises:
        DeskError: as `file_mails`; `mail.bad_line` for a batch line without a path;
            `import.not_a_mailbox` for an empty file.
    """
    if job.path is None:
        raise Refused("mail.bad_line")
    mail = next(file_mails(job.path), None)
    if mail is None:
        raise Refused("import.not_a_mailbox", path=str(job.path))
    return mail.raw


def _batch(source: str) -> Iterator[Job]:
    """Read `{"id", "path"}` lines from a file or, for `-`, from standard input."""
    if source == "-":
        yield from _jobs(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as stream:
            yield from _jobs(stream)
    except OSError as error:
        raise Refused("mail.no_batch", path=source, reason=error.strerror or "") from error


def _jobs(lines: Iterable[bytes]) -> Iterator[Job]:
    for line in lines:
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        fields = value if isinstance(value, dict) else {}
        path = fields.get("path")
        yield Job(fields.get("id"), Path(path) if isinstance(path, str) and path else None)


def _described(outcome: Outcome) -> dict[str, Any]:
    """Return the line for one mail: the names of contracts.md, Command line."""
    if isinstance(outcome, Unread):
        error = Unavailable("mail.unreadable", reason=outcome.reason)
        return {"error": error.code, "text": sentence(error)}
    return {
        "from": _address(outcome.sender),
        "to": [_address(address) for address in outcome.to],
        "cc": [_address(address) for address in outcome.cc],
        "reply_to": [_address(address) for address in outcome.reply_to],
        "subject": outcome.subject,
        "date": outcome.date and outcome.date.isoformat(),
        "message_id": outcome.message_id,
        "in_reply_to": outcome.in_reply_to,
        "references": list(outcome.references),
        "text": outcome.text,
        "text_stripped": stripped_text(outcome.text),
        "html": outcome.html,
        "attachments": [_attachment(attachment) for attachment in outcome.attachments],
        "automatic": {
            "class": outcome.classification.mail_class.value,
            "reason": outcome.classification.reason,
        },
        "notes": list(outcome.notes),
    }


def _address(address: Address | None) -> dict[str, str] | None:
    return None if address is None else {"name": address.name, "address": address.email}


def _attachment(found: FoundAttachment) -> dict[str, Any]:
    return {
        "name": found.name,
        "type": found.media_type,
        "size": found.size,
        "sha256": found.sha256,
        "cid": found.cid,
    }
