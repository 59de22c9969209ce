"""`mail parse`: what Duty Desk reads out of a mail, as JSON lines; no database is opened."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import path_given
from desktop.cli.batch import asked_lines, described
from desktop.domain.errors import DeskError, Refused, Unavailable
from desktop.domain.mail import Address, FoundAttachment
from desktop.domain.mail_quote import stripped_text
from desktop.domain.mail_subject import is_forwarded
from desktop.mail import worker
from desktop.mail.parser_process import Outcome, ParserProcess, Unread
from desktop.mail.sources import named_mail

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to parse, or what is wrong with the line; `identity` comes back as it was given."""

    identity: object
    path: Path | DeskError


def register(commands: Commands) -> None:
    """Add `mail parse`, and the hidden `mail worker` that a frozen program starts itself as."""
    parser = commands.add_parser("mail", help="read mail files and print what is in them")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    parse = actions.add_parser("parse", help="print each mail as a line of JSON")
    parse.add_argument("files", nargs="*", metavar="FILE", type=path_given)
    parse.add_argument("--json", action="store_true", help="print JSON lines (the default)")
    parse.add_argument(
        "--batch", metavar="FILE|-", help='read lines {"id": …, "path": …} and answer in order'
    )
    parse.set_defaults(func=run)
    working = actions.add_parser("worker")
    working.add_argument("mails", type=int)
    working.set_defaults(func=run_worker)


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
            print(json.dumps(answer))
    return 1 if failed else 0


def run_worker(args: argparse.Namespace) -> int:
    """Serve as the parser process."""
    return worker.main(args.mails)


def _answers(
    parser: ParserProcess, jobs: Iterator[Job], *, with_id: bool
) -> Iterator[dict[str, Any]]:
    """Give one answer a job, in order, while the parser works ahead."""
    begun: deque[dict[str, Any]] = deque()

    def mails() -> Iterator[bytes]:
        for job in jobs:
            head: dict[str, Any] = {"id": job.identity} if with_id else {}
            try:
                raw = _mail(job.path)
            except DeskError as problem:
                begun.append(head | {"error": described(problem)})
            else:
                begun.append(head)
                yield raw

    for outcome in parser.parse_all(mails()):
        while "error" in begun[0]:
            yield begun.popleft()
        yield begun.popleft() | _described(outcome)
    yield from begun


def _mail(path: Path | DeskError) -> bytes:
    """Return the mail of a file.

    Raises:
        DeskError: as `named_mail`, or what is wrong with the line that asked.
    """
    if isinstance(path, DeskError):
        raise path
    return named_mail(path)


def _batch(source: str) -> Iterator[Job]:
    """Read `{"id", "path"}` lines from a file or, for `-`, from standard input."""
    for identity, asked in asked_lines(source):
        yield Job(identity, asked if isinstance(asked, DeskError) else _path(asked.get("path")))


def _path(given: object) -> Path | DeskError:
    """Return a path that the system can be asked for: it has a name, no NUL, no half character."""
    if isinstance(given, str) and given and "\0" not in given:
        with contextlib.suppress(UnicodeEncodeError):
            os.fsencode(given)
            return Path(given)
    return Refused("batch.bad_field", field="path")


def _described(outcome: Outcome) -> dict[str, Any]:
    """Return the line for one mail: the names of contracts.md, Command line."""
    if isinstance(outcome, Unread):
        return {"error": described(Unavailable("mail.unreadable", reason=outcome.reason))}
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
        "text_stripped": stripped_text(outcome.text, is_forward=is_forwarded(outcome.subject)),
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
