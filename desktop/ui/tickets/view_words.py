"""The names of the views and orders, and what an empty list says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.services.rows import HitOrder, Sort, TicketQuery, View

_VIEWS: Mapping[View, str] = {
    View.ACTION: QT_TRANSLATE_NOOP("Views", "Needs action"),
    View.MINE: QT_TRANSLATE_NOOP("Views", "Mine"),
    View.UNASSIGNED: QT_TRANSLATE_NOOP("Views", "Unassigned"),
    View.DUE_1H: QT_TRANSLATE_NOOP("Views", "Due within an hour"),
    View.WAITING: QT_TRANSLATE_NOOP("Views", "Waiting for client"),
    View.DEFERRED: QT_TRANSLATE_NOOP("Views", "Deferred"),
    View.SOLVED_TODAY: QT_TRANSLATE_NOOP("Views", "Solved today"),
    View.ALL_OPEN: QT_TRANSLATE_NOOP("Views", "All open"),
    View.SPAM: QT_TRANSLATE_NOOP("Views", "Spam"),
    View.EVERYTHING: QT_TRANSLATE_NOOP("Views", "All tickets"),
}

_SORTS: Mapping[Sort, str] = {
    Sort.NEXT_DUE: QT_TRANSLATE_NOOP("Sorts", "Next due"),
    Sort.NEWEST: QT_TRANSLATE_NOOP("Sorts", "Newest"),
    Sort.UPDATED: QT_TRANSLATE_NOOP("Sorts", "Last changed"),
    Sort.PRIORITY: QT_TRANSLATE_NOOP("Sorts", "Priority"),
}

_HIT_ORDERS: Mapping[HitOrder, str] = {
    HitOrder.NEWEST: QT_TRANSLATE_NOOP("Sorts", "Newest match"),
    HitOrder.BEST: QT_TRANSLATE_NOOP("Sorts", "Best match"),
}


def view_word(view: View) -> str:
    """Return the name of a view."""
    return QCoreApplication.translate("Views", _VIEWS[view])


def order_word(order: Sort | HitOrder) -> str:
    """Return the name of an order."""
    word = _SORTS[order] if isinstance(order, Sort) else _HIT_ORDERS[order]
    return QCoreApplication.translate("Sorts", word)


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What an empty list says: a heading and why."""

    heading: str
    sentence: str = ""


def empty_words(query: TicketQuery, *, is_new_desk: bool, has_mailbox: bool) -> EmptyWords:
    """Return the words for a query that found nothing (screens.md 4.6)."""
    if query.text:
        text = QCoreApplication.translate("Views", "Nothing matches “{text}”.")
        return EmptyWords(text.format(text=query.text))
    if is_new_desk:
        return EmptyWords(
            QCoreApplication.translate("Views", "No tickets yet."),
            QCoreApplication.translate("Views", "Mail is checked every minute.")
            if has_mailbox
            else QCoreApplication.translate(
                "Views", "Connect a mailbox under Settings › Mailboxes."
            ),
        )
    match query.view:
        case View.ACTION:
            return EmptyWords(
                QCoreApplication.translate("Views", "All clear."),
                QCoreApplication.translate("Views", "Nothing needs action."),
            )
        case View.DEFERRED:
            return EmptyWords(
                QCoreApplication.translate("Views", "No deferred tickets."),
                QCoreApplication.translate("Views", "The developers owe nothing."),
            )
    text = QCoreApplication.translate("Views", "No tickets in “{view}”.")
    return EmptyWords(text.format(view=view_word(query.view)))
