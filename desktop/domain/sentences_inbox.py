"""Sentences for what is refused while tickets are sorted: views, merging, splitting, linking."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

INBOX: Mapping[str, str] = {
    "link.itself": QT_TRANSLATE_NOOP(
        "errors",
        "A ticket cannot be linked to itself. Choose another number.",
    ),
    "merge.itself": QT_TRANSLATE_NOOP(
        "errors",
        "A ticket cannot be merged into itself. Choose another one.",
    ),
    "merge.too_many": QT_TRANSLATE_NOOP(
        "errors",
        "{count} tickets are too many to merge at once. Choose up to {limit}.",
    ),
    "organisation.bad_domain": QT_TRANSLATE_NOOP(
        "errors",
        "“{domain}” is not a domain. It is what stands after the @ of their addresses.",
    ),
    "organisation.domain_taken": QT_TRANSLATE_NOOP(
        "errors",
        "The domain {domain} belongs to {name} already.",
    ),
    "organisation.in_use": QT_TRANSLATE_NOOP(
        "errors",
        "Tickets or clients belong to {name}. Give them another organisation first.",
    ),
    "organisation.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "An organisation needs a name.",
    ),
    "split.first_message": QT_TRANSLATE_NOOP(
        "errors",
        "The first message began this ticket and stays in it. Split off a later one.",
    ),
    "split.not_from_client": QT_TRANSLATE_NOOP(
        "errors",
        "Only a client's message can become a ticket of its own.",
    ),
    "view.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody has changed the view “{name}” meanwhile. Open it again.",
    ),
    "view.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is a view called “{name}” already. Choose another name.",
    ),
    "view.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "A view needs a name.",
    ),
    "view.no_search": QT_TRANSLATE_NOOP(
        "errors",
        "There is nothing to save: type a search first.",
    ),
}
