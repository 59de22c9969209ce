"""The team's templates of replies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.reply_template import ReplyTemplate
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.template import TemplateRecord
from desktop.services.names import is_taken
from desktop.services.record_undo import undoable


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template; `version` guards an edit against another workstation's."""

    id: int
    template: ReplyTemplate
    version: int


class Templates:
    """Keeps them by name; every edit can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[TemplateRow, ...]:
        """Return the templates by name."""
        statement = select(TemplateRecord).order_by(TemplateRecord.name, TemplateRecord.id)
        with self._database.read() as session:
            return tuple(
                TemplateRow(
                    record.id,
                    ReplyTemplate(record.name, record.text, record.language),
                    record.version,
                )
                for record in session.scalars(statement)
            )

    def add(self, by: Actor, template: ReplyTemplate) -> Changes:
        """Add a template; `created` is its id.

        Raises:
            Refused: as `ReplyTemplate.check`, or `template.name_taken`.
        """
        template.check()
        with self._database.write() as session:
            _check_name(session, template.name, own_id=None)
            record = TemplateRecord(**_columns(template))
            session.add(record)
            changes = undoable(session, "template", Topic.TEMPLATES)
            return self._database.announce(session, replace(changes, created=record.id))

    def edit(self, by: Actor, template_id: int, version: int, template: ReplyTemplate) -> Changes:
        """Change a template.

        Raises:
            Refused: as `add`, or `template.changed` when somebody edited it first.
            NotFound: there is no such template.
        """
        template.check()
        with self._database.write() as session:
            record = _found(session, template_id)
            if record.version != version:
                raise Refused("template.changed", name=record.name)
            _check_name(session, template.name, own_id=template_id)
            for name, value in _columns(template).items():
                setattr(record, name, value)
            return self._database.announce(session, undoable(session, "template", Topic.TEMPLATES))

    def remove(self, by: Actor, template_id: int) -> Changes:
        """Delete a template; replies keep their text.

        Raises:
            NotFound: there is no such template.
        """
        with self._database.write() as session:
            session.delete(_found(session, template_id))
            return self._database.announce(session, undoable(session, "template", Topic.TEMPLATES))


def _found(session: Session, template_id: int) -> TemplateRecord:
    record = session.get(TemplateRecord, template_id)
    if record is None:
        raise NotFound(noun="template", id=template_id)
    return record


def _check_name(session: Session, name: str, own_id: int | None) -> None:
    if is_taken(session, TemplateRecord, name.strip(), own_id):
        raise Refused("template.name_taken", name=name.strip())


def _columns(template: ReplyTemplate) -> dict[str, str]:
    return {
        "name": template.name.strip(),
        "text": template.text.strip(),
        "language": template.language,
    }
