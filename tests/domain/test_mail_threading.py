"""Every one of the 64 cases of reliability.md G1, spelt out."""

from __future__ import annotations

from itertools import product

import pytest

from desktop.domain.mail_threading import Decision, Placing, Reference, Relation, place

KNOWN_SENDERS = (Relation.REQUESTER, Relation.PARTICIPANT, Relation.AGENT)
NEW = Decision(Placing.NEW)
LINKED = Decision(Placing.LINKED)
LINKED_BADGED = Decision(Placing.LINKED, is_badged=True)
ATTACHED = Decision(Placing.ATTACH)
ATTACHED_BADGED = Decision(Placing.ATTACH, is_badged=True)
REOPENING = Decision(Placing.ATTACH, reopens=True)
REOPENING_BADGED = Decision(Placing.ATTACH, is_badged=True, reopens=True)

# (reference, relation, has_failed, is_closed) -> decision, inside the reopen window
TABLE: dict[tuple[Reference, Relation, bool, bool], Decision] = {}
for _relation, _failed, _closed in product(Relation, (False, True), (False, True)):
    TABLE[Reference.ABSENT, _relation, _failed, _closed] = NEW
    TABLE[Reference.FORGED, _relation, _failed, _closed] = NEW
for _reference, _closed in product((Reference.KNOWN, Reference.NUMBER), (False, True)):
    TABLE[_reference, Relation.STRANGER, False, _closed] = LINKED
    TABLE[_reference, Relation.STRANGER, True, _closed] = LINKED_BADGED
for _relation in KNOWN_SENDERS:
    TABLE[Reference.KNOWN, _relation, False, False] = ATTACHED
    TABLE[Reference.KNOWN, _relation, True, False] = ATTACHED_BADGED
    TABLE[Reference.NUMBER, _relation, False, False] = ATTACHED
    TABLE[Reference.NUMBER, _relation, True, False] = LINKED_BADGED
    TABLE[Reference.NUMBER, _relation, True, True] = LINKED_BADGED
for _relation in (Relation.REQUESTER, Relation.PARTICIPANT):
    TABLE[Reference.KNOWN, _relation, False, True] = REOPENING
    TABLE[Reference.KNOWN, _relation, True, True] = REOPENING_BADGED
    TABLE[Reference.NUMBER, _relation, False, True] = REOPENING
TABLE[Reference.KNOWN, Relation.AGENT, False, True] = ATTACHED
TABLE[Reference.KNOWN, Relation.AGENT, True, True] = ATTACHED_BADGED
TABLE[Reference.NUMBER, Relation.AGENT, False, True] = ATTACHED


def test_the_table_has_all_64_cases() -> None:
    assert len(TABLE) == 64


@pytest.mark.parametrize(("case", "decision"), TABLE.items())
def test_placing(case: tuple[Reference, Relation, bool, bool], decision: Decision) -> None:
    reference, relation, has_failed, is_closed = case
    found = place(
        reference, relation, has_failed=has_failed, is_closed=is_closed, is_in_window=True
    )
    assert found == decision


@pytest.mark.parametrize("relation", KNOWN_SENDERS)
@pytest.mark.parametrize("reference", [Reference.KNOWN, Reference.NUMBER])
def test_a_reply_after_the_window_makes_a_linked_ticket(
    reference: Reference, relation: Relation
) -> None:
    found = place(reference, relation, has_failed=False, is_closed=True, is_in_window=False)
    assert found == LINKED


def test_nothing_forged_or_strange_ever_attaches() -> None:
    for reference, relation, failed, closed, window in product(
        Reference, Relation, (False, True), (False, True), (False, True)
    ):
        found = place(reference, relation, has_failed=failed, is_closed=closed, is_in_window=window)
        if relation is Relation.STRANGER or reference in (Reference.FORGED, Reference.ABSENT):
            assert found.placing is not Placing.ATTACH
