"""What hours of duty are paid: rules in order, the first that holds wins (duty.md 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import require_order
from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_pay import PayRule
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.roster import PayRulePerson, PayRuleRecord
from desktop.services import team
from desktop.services.duty_records import bits_of, weekly_window
from desktop.services.record_order import put_at
from desktop.services.record_undo import RowChange, undo_of, undoable, written

_NAME_LIMIT: Final = 100
_HUNDRED: Final = Decimal(100)
_UNDO: Final = "pay_rule"


@dataclass(frozen=True, slots=True)
class PayRuleRow:
    """A rule with its id."""

    id: int
    rule: PayRule


class PayRules:
    """Keeps the rules; an edit changes what past hours would be paid too, and no list written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[PayRuleRow, ...]:
        """Return the rules in order; those for one time beat the others wherever they stand."""
        with self._database.read() as session:
            return read_pay_rules(session)

    def save(self, by: Actor, rule: PayRule, *, rule_id: int | None = None) -> Changes:
        """Add a rule after all others, or change the one given; `created` is a new one's id.

        Rates are kept in hundredths.

        Raises:
            Refused: `pay.no_name`, `pay.no_people` for nobody at all, `duty.no_days`,
                `duty.ends_before_start` (facts `start`, `end`).
            NotFound: there is no such rule or person.
        """
        checked = _checked(rule)
        with self._database.write() as session:
            for person in checked.people or ():
                team.member(session, int(person))
            if rule_id is None:
                last = max((record.position for record in _records(session)), default=0)
                record = PayRuleRecord(position=last + 1)
                session.add(record)
            else:
                record = _found(session, rule_id)
            _write(record, checked)
            rows = written(session)
            rows += _write_people(session, record.id, checked)
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            created = record.id if rule_id is None else None
            changes = Changes.of(Topic.DUTY, created=created, undo=undo)
            return self._database.announce(session, changes)

    def delete(self, by: Actor, rule_id: int) -> Changes:
        """Pay by this rule no more.

        Raises:
            NotFound: there is no such rule.
        """
        with self._database.write() as session:
            record = _found(session, rule_id)
            for person in _people_of(session, rule_id):
                session.delete(person)
            rows = written(session)
            session.delete(record)
            rows += written(session)
            undo = undo_of(_UNDO, rows, Topic.DUTY)
            return self._database.announce(session, Changes.of(Topic.DUTY, undo=undo))

    def move(self, by: Actor, rule_id: int, to: int) -> Changes:
        """Put a rule at the place `to` of the order, counted from 0.

        Raises:
            NotFound: there is no such rule.
        """
        with self._database.write() as session:
            put_at(_records(session), _found(session, rule_id), to)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))


def read_pay_rules(session: Session) -> tuple[PayRuleRow, ...]:
    """Return the rules in order, inside a transaction."""
    people: dict[int, set[str]] = {}
    for rule_id, person_id in session.execute(
        select(PayRulePerson.rule_id, PayRulePerson.person_id)
    ):
        people.setdefault(rule_id, set()).add(str(person_id))
    return tuple(
        PayRuleRow(record.id, _rule(record, people.get(record.id))) for record in _records(session)
    )


def _records(session: Session) -> Sequence[PayRuleRecord]:
    order = (PayRuleRecord.position, PayRuleRecord.id)
    return session.scalars(select(PayRuleRecord).order_by(*order)).all()


def _found(session: Session, rule_id: int) -> PayRuleRecord:
    record = session.get(PayRuleRecord, rule_id)
    if record is None:
        raise NotFound(noun="pay_rule", id=rule_id)
    return record


def _write_people(session: Session, rule_id: int, rule: PayRule) -> tuple[RowChange, ...]:
    wanted = {int(person) for person in rule.people or ()}
    kept = {record.person_id: record for record in _people_of(session, rule_id)}
    for person_id in kept.keys() - wanted:
        session.delete(kept[person_id])
    for person_id in sorted(wanted - kept.keys()):
        session.add(PayRulePerson(rule_id=rule_id, person_id=person_id))
    return written(session)


def _people_of(session: Session, rule_id: int) -> Sequence[PayRulePerson]:
    return session.scalars(select(PayRulePerson).where(PayRulePerson.rule_id == rule_id)).all()


def _checked(rule: PayRule) -> PayRule:
    name = " ".join(rule.name.split())[:_NAME_LIMIT]
    if not name:
        raise Refused("pay.no_name")
    if rule.people is not None and not rule.people:
        raise Refused("pay.no_people")
    if rule.only is not None:
        require_order(*rule.only)
    elif rule.hours is not None and not rule.hours.window.days:
        raise Refused("duty.no_days")
    return replace(rule, name=name)


def _write(record: PayRuleRecord, rule: PayRule) -> None:
    record.name = rule.name
    record.rate_cents = int((rule.rate * _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
    record.only_start_at, record.only_end_at = rule.only or (None, None)
    hours = rule.hours if rule.only is None else None
    record.days = None if hours is None else bits_of(hours.window)
    record.start_minute = None if hours is None else hours.window.hours.start
    record.end_minute = None if hours is None else hours.window.hours.end
    record.on_holidays = None if hours is None else hours.on_holidays


def _rule(record: PayRuleRecord, people: set[str] | None) -> PayRule:
    only = None
    if record.only_start_at is not None and record.only_end_at is not None:
        only = (record.only_start_at, record.only_end_at)
    return PayRule(
        record.name,
        Decimal(record.rate_cents) / _HUNDRED,
        _hours(record),
        only,
        None if people is None else frozenset(people),
    )


def _hours(record: PayRuleRecord) -> DutyHours | None:
    if record.days is None or record.start_minute is None or record.end_minute is None:
        return None
    window = weekly_window(record.days, record.start_minute, record.end_minute)
    return DutyHours(window, record.on_holidays or OnHolidays.ALSO)
