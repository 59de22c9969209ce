"""Lets the engines of one test process share the SQL that SQLAlchemy compiled.

Nearly every test opens a database of its own, and an engine compiles each statement anew: that was
a fifth of the time of all tests.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from desktop.models import driver


@pytest.fixture(scope="session", autouse=True)
def shared_compiled_sql() -> Iterator[None]:
    """Give each new engine the dialect, and so the compiled statements, of the first of its kind.

    The compiled statements are kept by dialect; that of an engine that has connected knows the
    server already, which is the same for all.
    """
    made: dict[str, Engine] = {}
    make_engine = driver.make_engine

    def make_sharing_engine(url: str, **options: Any) -> Engine:
        engine = make_engine(url, **options)
        first = made.setdefault(engine.name, engine)
        if getattr(first.dialect, "server_version_info", None) is None:
            made[engine.name] = engine
        else:
            engine.dialect = first.dialect
            engine._compiled_cache = first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "make_engine", make_sharing_engine)
        yield
