"""Guesses where the mail of an address is read and sent, so that nobody has to look it up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailServers:
    """Host names for reading (IMAP) and sending (SMTP)."""

    imap: str
    smtp: str


_KNOWN = {
    "gmail.com": MailServers("imap.gmail.com", "smtp.gmail.com"),
    "googlemail.com": MailServers("imap.gmail.com", "smtp.gmail.com"),
    "yandex.ru": MailServers("imap.yandex.ru", "smtp.yandex.ru"),
    "ya.ru": MailServers("imap.yandex.ru", "smtp.yandex.ru"),
    "yandex.com": MailServers("imap.yandex.com", "smtp.yandex.com"),
    "mail.ru": MailServers("imap.mail.ru", "smtp.mail.ru"),
    "inbox.ru": MailServers("imap.mail.ru", "smtp.mail.ru"),
    "list.ru": MailServers("imap.mail.ru", "smtp.mail.ru"),
    "bk.ru": MailServers("imap.mail.ru", "smtp.mail.ru"),
    "outlook.com": MailServers("outlook.office365.com", "smtp-mail.outlook.com"),
    "hotmail.com": MailServers("outlook.office365.com", "smtp-mail.outlook.com"),
    "rambler.ru": MailServers("imap.rambler.ru", "smtp.rambler.ru"),
    "icloud.com": MailServers("imap.mail.me.com", "smtp.mail.me.com"),
    "fastmail.com": MailServers("imap.fastmail.com", "smtp.fastmail.com"),
    "gmx.de": MailServers("imap.gmx.net", "mail.gmx.net"),
    "gmx.net": MailServers("imap.gmx.net", "mail.gmx.net"),
    "web.de": MailServers("imap.web.de", "smtp.web.de"),
}


def guess_servers(address: str) -> MailServers | None:
    """Return the servers of a known provider, else `imap.` and `smtp.` before the domain.

    None for a text that is no address yet.
    """
    _, at, domain = address.strip().lower().rpartition("@")
    if not at or "." not in domain.strip("."):
        return None
    return _KNOWN.get(domain, MailServers(f"imap.{domain}", f"smtp.{domain}"))


def is_public_provider(domain: str) -> bool:
    """Say whether anybody can have an address there."""
    return domain.lower() in _KNOWN
