"""The words of rules at arrival: what a condition looks at, what a rule sets, in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from desktop.domain.arrival_rules import NUMBERED, ArrivalRule, Condition, Field, Part, Sorted
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.ticket import Priority
from desktop.services.arrival_rules import RuleChoices
from desktop.services.rows import NamedRow
from desktop.ui.texts import word

PARTS: Mapping[Part, str] = {
    Part.RECIPIENT: QT_TRANSLATE_NOOP("Rule", "Recipient address"),
    Part.SENDER: QT_TRANSLATE_NOOP("Rule", "Sender address"),
    Part.WORDS: QT_TRANSLATE_NOOP("Rule", "Words in subject or text"),
    Part.SUBJECT: QT_TRANSLATE_NOOP("Rule", "Words in the subject"),
    Part.ORGANISATION: QT_TRANSLATE_NOOP("Rule", "Organisation"),
    Part.MAILBOX: QT_TRANSLATE_NOOP("Rule", "Mailbox"),
    Part.HEADER: QT_TRANSLATE_NOOP("Rule", "Header"),
}
"""In the order they are offered."""

FIELDS: Mapping[Field, str] = {
    Field.PRIORITY: QT_TRANSLATE_NOOP("Rule", "Priority"),
    Field.CATEGORY: QT_TRANSLATE_NOOP("Rule", "Category"),
    Field.LINE: QT_TRANSLATE_NOOP("Rule", "Line"),
    Field.ASSIGNEE: QT_TRANSLATE_NOOP("Rule", "Assignee"),
    Field.TAGS: QT_TRANSLATE_NOOP("Rule", "Tags"),
}


def part_words(part: Part) -> str:
    return QCoreApplication.translate("Rule", PARTS[part])


def field_words(field: Field) -> str:
    return QCoreApplication.translate("Rule", FIELDS[field])


def records_of(part: Part, choices: RuleChoices) -> tuple[NamedRow, ...]:
    """Return the records a numbered part can name."""
    return choices.mailboxes if part is Part.MAILBOX else choices.organisations


def condition_line(condition: Condition, choices: RuleChoices) -> str:
    """Return "Sender address: *@nord.example"."""
    values: Iterable[str] = condition.values
    if condition.part in NUMBERED:
        names = {str(row.id): row.name for row in records_of(condition.part, choices)}
        values = [names.get(value, "—") for value in condition.values]
    what = part_words(condition.part)
    if condition.part is Part.HEADER:
        what = f"{what} {condition.header}"
    return f"{what}: {', '.join(values)}" if condition.values else what


def conditions_line(rule: ArrivalRule, choices: RuleChoices) -> str:
    return "; ".join(condition_line(condition, choices) for condition in rule.conditions)


def value_words(field: Field, value: object, choices: RuleChoices) -> str:
    """Return what a rule sets in words: a priority, a name, tags."""
    if isinstance(value, Priority):
        return word(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    rows = {
        Field.CATEGORY: choices.categories,
        Field.LINE: choices.lines,
        Field.ASSIGNEE: choices.people,
    }[field]
    return next((row.name for row in rows if row.id == value), "—")


def settings_line(rule: ArrivalRule, choices: RuleChoices) -> str:
    """Return "Priority: High; Tags: camera"."""
    return "; ".join(
        f"{field_words(field)}: {value_words(field, value, choices)}"
        for field, value in rule.fields().items()
    )


def trial_lines(found: Sorted, choices: RuleChoices) -> list[str]:
    """Return a line for each field that a trial set, with the rule that set it."""
    line = QCoreApplication.translate("Rule", "{field}: {value} (rule “{rule}”)")
    return [
        line.format(
            field=field_words(field),
            value=value_words(field, value, choices),
            rule=found.rules[field],
        )
        for field, value in found.values.items()
    ]
