"""The line on which PostgreSQL says that somebody has changed something (LISTEN)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Engine

from desktop.domain.errors import Unavailable

CHANNEL = "dutydesk"


class Notices:
    """A connection of its own that waits for `Database.announce` on other workstations.

    It is watched like a socket: whenever it can be read, `take` says whether there was a notice.
    """

    def __init__(self, engine: Engine) -> None:
        """Connect and listen; the connection never goes back to the pool."""
        connection = engine.connect()
        try:
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            connection.commit()
        except BaseException:
            connection.close()
            raise
        line: Any = connection.connection.driver_connection
        connection.detach()
        self._line = line
        self._number: int = line.fileno()  # which a line that was cut can no longer tell

    def fileno(self) -> int:
        return self._number

    def take(self) -> bool:
        """Read what has come; return whether any notice has. Never waits.

        Raises:
            Unavailable: `database.unreachable`, the server has hung up.
        """
        from psycopg import OperationalError

        line = self._line.pgconn
        try:
            line.consume_input()
        except OperationalError as problem:
            raise Unavailable("database.unreachable") from problem
        has_come = False
        while line.notifies() is not None:
            has_come = True
        return has_come

    def close(self) -> None:
        self._line.close()
