"""A throw-away PostgreSQL cluster that only the user who started it can reach."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

ENOUGH_MEMORY = 2 * 1024**3


def find_postgres() -> Path | None:
    """Find the folder with `initdb`: Debian's newest version, else the one on PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    on_path = shutil.which("initdb")
    if versions:
        return versions[-1].parent
    return Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running cluster; it listens on a Unix socket in a private folder, on no port."""

    folder: Path
    _administration: "psycopg.Connection"
    _names: "count[int]"

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database as SQLAlchemy and `DUTYDESK_DATABASE_URL` spell it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create_database(self, template: str = "template1") -> str:
        """Create a database, as a copy of `template` when named, and return its name.

        Copying files costs a third less than PostgreSQL's own way, which logs every block.
        """
        name = f"desk{next(self._names)}"
        self._administration.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database and end whoever is still connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._administration.execute(statement.format(sql.Identifier(name)))

    def disconnect_all(self, name: str) -> None:
        """End every connection to a database, as a server restart would."""
        self._administration.execute(
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
            ).format(sql.Literal(name))
        )

    def close(self) -> None:
        """Leave the server; it goes on running."""
        self._administration.close()


def start_postgres(binaries: Path) -> PostgresServer:
    """Make a cluster in a temporary folder and start it, as user postgres when we are root.

    Trust needs no password here because the socket's folder is closed to everybody else.
    """
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir=_room_for_files()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    _as_postgres(
        [
            *(binaries / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        ]
    )
    options = (
        f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        " -c fsync=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=64MB"
    )
    _as_postgres(
        [
            *(binaries / "pg_ctl", "start", "--wait", "--silent", "--pgdata", data),
            *("--log", folder / "log", "--options", options),
        ]
    )
    administration = psycopg.connect(host=str(folder), user="postgres", autocommit=True)
    return PostgresServer(folder, administration, count(1))


def _room_for_files() -> Path:
    """Return where a cluster goes: memory, if there is enough, copies a database ten times as fast.

    A socket's path may have 107 bytes at most, so a long TMPDIR is of no use.
    """
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH_MEMORY:
        return memory
    return Path("/tmp")


def stop_postgres(server: PostgresServer, binaries: Path) -> None:
    """Stop the cluster and delete it."""
    server.close()
    _as_postgres(
        [
            *(binaries / "pg_ctl", "stop", "--silent", "--mode=immediate"),
            *("--pgdata", server.folder / "data"),
        ]
    )
    shutil.rmtree(server.folder)


def _as_postgres(command: list[object]) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    # The server inherits its starter's streams: a pipe would never reach its end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(words, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{words[:6]} failed: {output.read().decode(errors='replace')}")
