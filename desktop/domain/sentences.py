"""What is said for each error code: what happened, what it means for the work, what to do.

English here, for the command line and as the source that Qt translates for the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desktop.domain.errors import DeskError
from desktop.domain.sentences_calendar import CALENDAR
from desktop.domain.sentences_desk import DESK
from desktop.domain.sentences_duty import DUTY
from desktop.domain.sentences_duty_files import DUTY_FILES
from desktop.domain.sentences_inbox import INBOX
from desktop.domain.sentences_mail import MAIL
from desktop.domain.sentences_policy import POLICY
from desktop.domain.sentences_system import SYSTEM

SENTENCES: Mapping[str, str] = {
    **CALENDAR,
    **DESK,
    **DUTY,
    **DUTY_FILES,
    **INBOX,
    **MAIL,
    **POLICY,
    **SYSTEM,
}


def filled(sentence: str, error: DeskError) -> str:
    """Return a sentence with the facts of its error; a fact that is missing reads as a dash."""
    return sentence.format_map(_Facts({name: _shown(fact) for name, fact in error.facts.items()}))


def _shown(fact: object) -> object:
    """Return an instant on the clock that it is told in, to the minute."""
    return f"{fact:%Y-%m-%d %H:%M}" if isinstance(fact, datetime) else fact


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "–"
