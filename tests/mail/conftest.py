"""Certificates and servers for the tests of mail in and out."""

import hashlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from tests.mail.fake_imap import FakeImap
from tests.mail.fake_smtp import FakeSmtp


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1", "localhost")


@pytest.fixture(scope="session")
def fingerprint(certificate: trustme.LeafCert) -> str:
    pem = certificate.cert_chain_pems[0].bytes().decode()
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer trusts the test authority, as if an administrator had installed it."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@pytest.fixture
def fake_imap(certificate: trustme.LeafCert) -> Iterator[Callable[..., FakeImap]]:
    """Start scripted servers; they stop with the test."""
    servers: list[FakeImap] = []

    def start(**script: object) -> FakeImap:
        server = FakeImap(script.pop("certificate", certificate), **script)  # type: ignore[arg-type]
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def fake_smtp(certificate: trustme.LeafCert) -> Iterator[Callable[..., FakeSmtp]]:
    """Start scripted servers; they stop with the test."""
    servers: list[FakeSmtp] = []

    def start(**script: object) -> FakeSmtp:
        server = FakeSmtp(certificate, **script)  # type: ignore[arg-type]
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()
