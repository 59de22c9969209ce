"""Tags of one ticket as a whole, and what is added to many or taken off them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.workplace import Workplace


class TagsField(QLineEdit):
    """Tags separated by commas; known ones are offered while typing."""

    def __init__(self, tags: Iterable[str], known: Iterable[str]) -> None:
        super().__init__(", ".join(tags))
        self._known = list(known)
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    @property
    def tags(self) -> list[str]:
        """What is typed."""
        return self.text().split(",")

    def _on_edited(self, text: str) -> None:
        """Offer whole lines that end in each known tag that goes on as the last word does."""
        before, comma, last = text.rpartition(",")
        begun = last.strip().casefold()
        head = f"{before}{comma} " if comma else ""
        matching = [tag for tag in self._known if begun and tag.casefold().startswith(begun)]
        self._model.setStringList([head + tag for tag in matching])


class TagsSheet(Sheet):
    """The tags of one ticket."""

    def __init__(
        self,
        place: Workplace,
        ticket_id: int,
        tags: Iterable[str],
        known: Iterable[str],
        parent: QWidget,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._ticket_id = place, ticket_id
        self._field = TagsField(tags, known)
        self.say(self.tr("Tags of #{number}").format(number=ticket_id), self.tr("Save tags"))
        self.add_row(self.tr("Tags, separated by commas"), self._field)

    @override
    def work(self) -> Callable[[], Changes]:
        set_tags = self._place.desk.tickets.set_tags
        return partial(set_tags, self._place.me.actor, self._ticket_id, self._field.tags)


class ManyTagsSheet(Sheet):
    """Tags to add to many tickets and to take off them; the others stay as they are."""

    def __init__(
        self,
        place: Workplace,
        ticket_ids: Sequence[int],
        present: Iterable[str],
        known: Iterable[str],
        parent: QWidget,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._ticket_ids = place, ticket_ids
        self._add, self._remove = TagsField((), known), TagsField((), present)
        title = self.tr("Tags of %n ticket(s)", "", len(ticket_ids))
        self.say(title, self.tr("Save tags"))
        self.add_row(self.tr("Add, separated by commas"), self._add)
        self.add_row(self.tr("Take off, separated by commas"), self._remove)

    @override
    def work(self) -> Callable[[], Changes]:
        edit, actor = self._place.desk.tickets.edit_tags, self._place.me.actor
        return partial(edit, actor, self._ticket_ids, self._add.tags, self._remove.tags)
