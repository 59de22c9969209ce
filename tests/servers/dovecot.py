"""A throw-away Dovecot on loopback: IMAP with TLS, one Maildir an account, any account name."""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from grp import getgrgid
from itertools import count
from pathlib import Path
from pwd import getpwnam, getpwuid

import trustme

PASSWORD = "correct-horse"
_SEARCH_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])

_CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
instance_name = dutydesk-tests-{imaps_port}
auth_failure_delay = 0
mail_location = maildir:~/Maildir
first_valid_uid = 1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
}}
service anvil {{
  {chroot}
  # Without this listener a wrong password costs no waiting.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
"""

# Dovecot started by an ordinary user cannot change to its own users nor into a chroot.
_UNPRIVILEGED = """\
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
"""


def find_dovecot() -> Path | None:
    """Find the server's binary, which stands outside an ordinary user's PATH."""
    found = shutil.which("dovecot", path=_SEARCH_PATH)
    return Path(found) if found else None


@dataclass(frozen=True, slots=True)
class MailAccount:
    """One account on the server and the Maildir behind it."""

    host: str
    imap_port: int  # STARTTLS; Dovecot takes loopback for safe, so it works without as well
    imaps_port: int
    user: str
    password: str
    ca_file: Path
    maildir: Path
    _owner: tuple[int, int]
    _serial: "count[int]"

    def deliver(self, raw: bytes, received_at: datetime | None = None) -> None:
        """Put a mail into the inbox; `received_at` becomes its INTERNALDATE."""
        name = f"{next(self._serial):06}.{self.user}"
        draft = self.maildir / "tmp" / name
        draft.write_bytes(raw)
        os.chown(draft, *self._owner)
        if received_at is not None:
            os.utime(draft, (received_at.timestamp(), received_at.timestamp()))
        draft.rename(self.maildir / "new" / name)

    def tls_context(self) -> ssl.SSLContext:
        """Return a client's context that trusts the server's certificate and nothing else."""
        return ssl.create_default_context(cafile=str(self.ca_file))


@dataclass(frozen=True, slots=True)
class DovecotServer:
    """A running server; it accepts every account name with one password."""

    folder: Path
    imap_port: int
    imaps_port: int
    _owner: tuple[int, int]
    _serial: "count[int]"

    @property
    def config(self) -> Path:
        """The configuration file, which names the instance to `doveadm`."""
        return self.folder / "dovecot.conf"

    def new_account(self) -> MailAccount:
        """Make an account nobody used before, with an empty inbox."""
        user = f"support{next(self._serial)}"
        home = self.folder / "home" / user
        maildir = home / "Maildir"
        for part in ("cur", "new", "tmp"):
            (maildir / part).mkdir(parents=True)
        for path in (home, maildir, *maildir.iterdir()):
            os.chown(path, *self._owner)
        return MailAccount(
            host="127.0.0.1",
            imap_port=self.imap_port,
            imaps_port=self.imaps_port,
            user=user,
            password=PASSWORD,
            ca_file=self.folder / "ca.pem",
            maildir=maildir,
            _owner=self._owner,
            _serial=self._serial,
        )


def start_dovecot(binary: Path) -> DovecotServer:
    """Start a server with its own base folder and certificate; it listens when this returns."""
    folder = Path(tempfile.mkdtemp(prefix="desk-imap-", dir="/tmp"))
    folder.chmod(0o711)  # the mail processes walk through to their Maildirs
    (folder / "home").mkdir()
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate.private_key_pem.write_to_path(folder / "server.key")
    (folder / "server.key").chmod(0o600)
    for part in certificate.cert_chain_pems:
        part.write_to_path(folder / "server.pem", append=True)
    is_root = os.geteuid() == 0
    nobody = getpwnam("nobody")
    owner = (nobody.pw_uid, nobody.pw_gid) if is_root else (os.getuid(), os.getgid())
    imap_port, imaps_port = _free_ports()
    server = DovecotServer(folder, imap_port, imaps_port, owner, count(1))
    config = _CONFIG.format(
        folder=folder,
        password=PASSWORD,
        uid=owner[0],
        gid=owner[1],
        imap_port=imap_port,
        imaps_port=imaps_port,
        chroot="" if is_root else "chroot =",
    )
    if not is_root:
        config += _UNPRIVILEGED.format(
            user=getpwuid(os.getuid()).pw_name, group=getgrgid(os.getgid()).gr_name
        )
    server.config.write_text(config, encoding="utf-8")
    # The daemon inherits its starter's streams: a pipe would never reach its end.
    with (folder / "start.log").open("w+", encoding="utf-8") as output:
        command = [str(binary), "-c", str(server.config)]
        done = subprocess.run(command, stdout=output, stderr=output, check=False)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{command} failed: {output.read()}")
    return server


def stop_dovecot(server: DovecotServer) -> None:
    """Stop this instance, wait until it is gone and delete its folder."""
    doveadm = shutil.which("doveadm", path=_SEARCH_PATH) or "doveadm"
    subprocess.run([doveadm, "-c", str(server.config), "stop"], check=True)
    shutil.rmtree(server.folder)


def _free_ports() -> tuple[int, int]:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return one.getsockname()[1], two.getsockname()[1]
