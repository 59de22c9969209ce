"""Lazy: a part that is imported and made when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar, overload

P = TypeVar("P")


class Lazy(Generic[P]):
    """An attribute that the decorated method makes once, whichever thread comes first.

    The method imports what it makes, so that nothing is loaded for a part that nobody uses.
    `functools.cached_property` would do, but from Python 3.12 on lets two threads make one each.
    """

    def __init__(self, make: Callable[[Any], P]) -> None:
        self._make = make
        self._making = Lock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Lazy[P]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> P: ...

    def __get__(self, instance: object | None, owner: type) -> Lazy[P] | P:
        if instance is None:
            return self
        kept = vars(instance)  # what is kept there is found without asking here again
        with self._making:
            if self._name not in kept:
                kept[self._name] = self._make(instance)
        part: P = kept[self._name]
        return part
