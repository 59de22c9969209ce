"""Servers guessed from an address: known providers by name, others by custom."""

from __future__ import annotations

import pytest

from desktop.domain.mail_servers import MailServers, guess_servers


@pytest.mark.parametrize(
    ("address", "servers"),
    [
        ("anna@gmail.com", MailServers("imap.gmail.com", "smtp.gmail.com")),
        (" Anna@Yandex.RU ", MailServers("imap.yandex.ru", "smtp.yandex.ru")),
        ("help@nord.example", MailServers("imap.nord.example", "smtp.nord.example")),
        ("a@b@nord.example", MailServers("imap.nord.example", "smtp.nord.example")),
    ],
)
def test_servers_follow_from_the_domain(address: str, servers: MailServers) -> None:
    assert guess_servers(address) == servers


@pytest.mark.parametrize("text", ["", "anna", "anna@", "anna@host", "@", "anna@."])
def test_half_an_address_gives_no_guess(text: str) -> None:
    assert guess_servers(text) is None
