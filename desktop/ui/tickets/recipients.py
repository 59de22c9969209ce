"""Who a reply goes to: what is offered at first, and addresses as people type them."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import getaddresses

from PySide6.QtWidgets import QLineEdit

from desktop.domain.ticket import MessageKind
from desktop.services.rows import TicketDetail

People = tuple[tuple[str, str], ...]

_SPECIAL = frozenset('"(),.:;<>@[]\\')


def first_recipients(detail: TicketDetail) -> tuple[People, People]:
    """Return To and Cc of a new reply: the requester, and whom the team has written to before.

    An address that only a client put into Cc is approved by nobody and gets nothing
    (contracts.md, "Attaching a reply").
    """
    requester = detail.ticket.requester_email
    to: People = ((detail.ticket.requester_name, requester),) if requester else ()
    ours = [m for m in detail.messages if not m.is_incoming and m.kind is MessageKind.PUBLIC]
    known = {requester.lower()}
    approved = []
    for name, address in (*ours[-1].to, *ours[-1].cc) if ours else ():
        if address.lower() not in known:
            known.add(address.lower())
            approved.append((name, address))
    return to, tuple(approved)


def people_text(people: Iterable[tuple[str, str]]) -> str:
    """Return addresses as they are typed: `Irina Petrova <it@nord.example>, b@c.example`."""
    return ", ".join(_one(name, address) for name, address in people)


def read_people(text: str) -> People:
    """Return the (name, address) pairs of a typed line; checking them is the service's."""
    pairs = getaddresses([text.replace(";", ",").replace("\n", ",")])
    return tuple((name.strip(), address.strip()) for name, address in pairs if address.strip())


class RecipientsField(QLineEdit):
    """A line of addresses."""

    def people(self) -> People:
        """Return who is named."""
        return read_people(self.text())

    def set_people(self, people: People) -> None:
        """Name these people."""
        self.setText(people_text(people))
        self.setCursorPosition(0)


def _one(name: str, address: str) -> str:
    if not name or name == address:
        return address
    if _SPECIAL & set(name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{address}>'
    return f"{name} <{address}>"
