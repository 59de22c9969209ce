"""What the self-check says of each thing it looks at; translated for the window."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

HEALTH_TITLES: Mapping[str, str] = {
    "database": QT_TRANSLATE_NOOP("health", "Database"),
    "clock": QT_TRANSLATE_NOOP("health", "Clock"),
    "raw_mail": QT_TRANSLATE_NOOP("health", "Stored mail"),
    "clocks": QT_TRANSLATE_NOOP("health", "SLA clocks"),
    "mailboxes": QT_TRANSLATE_NOOP("health", "Mail in"),
    "outbox": QT_TRANSLATE_NOOP("health", "Mail out"),
    "alerts": QT_TRANSLATE_NOOP("health", "Warnings"),
    "backup": QT_TRANSLATE_NOOP("health", "Backup"),
    "secrets": QT_TRANSLATE_NOOP("health", "Passwords"),
    "disk": QT_TRANSLATE_NOOP("health", "Disk"),
    "sound": QT_TRANSLATE_NOOP("health", "Sound"),
    "notices": QT_TRANSLATE_NOOP("health", "Notices"),
    "tray": QT_TRANSLATE_NOOP("health", "Tray"),
    "autostart": QT_TRANSLATE_NOOP("health", "Start with the computer"),
    "languages": QT_TRANSLATE_NOOP("health", "Languages"),
    "program": QT_TRANSLATE_NOOP("health", "Program"),
}

HEALTH: Mapping[str, str] = {
    "health.database.ok": QT_TRANSLATE_NOOP(
        "health",
        "SQLite {version}, {size_mb} MB, integrity ok, journal {journal}",
    ),
    "health.database.ok_server": QT_TRANSLATE_NOOP("health", "PostgreSQL {version}, {size_mb} MB"),
    "health.database.warning": QT_TRANSLATE_NOOP(
        "health",
        "SQLite {version}, {size_mb} MB, integrity ok; this SQLite is older than 3.51.3, so the "
        "write-ahead log is not used (journal {journal})",
    ),
    "health.database.failed": QT_TRANSLATE_NOOP(
        "health",
        "damaged: {reason}. Restore the last verified backup",
    ),
    "health.clock.ok": QT_TRANSLATE_NOOP("health", "{seconds} s from the database's"),
    "health.clock.warning": QT_TRANSLATE_NOOP(
        "health",
        "{seconds} s from the database's; set this computer's clock",
    ),
    "health.raw_mail.ok": QT_TRANSLATE_NOOP(
        "health",
        "{checked} of {total} mails are as they came",
    ),
    "health.raw_mail.failed": QT_TRANSLATE_NOOP(
        "health",
        "{wrong} of {checked} mails are not as they came. Restore a backup",
    ),
    "health.clocks.ok": QT_TRANSLATE_NOOP(
        "health",
        "{checked} tickets are judged as the rules say",
    ),
    "health.clocks.warning": QT_TRANSLATE_NOOP(
        "health",
        "{wrong} of {checked} tickets differ: run doctor --rebuild",
    ),
    "health.mailboxes.none": QT_TRANSLATE_NOOP("health", "no mailbox is set up"),
    "health.mailboxes.ok": QT_TRANSLATE_NOOP(
        "health",
        "{count} mailboxes, all checked within {seconds} s",
    ),
    "health.mailboxes.counted": QT_TRANSLATE_NOOP(
        "health",
        "{count} mailboxes, all checked within {seconds} s; of three days {on_server} mails on "
        "the server, {here} here",
    ),
    "health.mailboxes.missing": QT_TRANSLATE_NOOP(
        "health",
        "of three days {on_server} mails on the server, but {here} here: compare again in the "
        "settings, then look into the mailbox",
    ),
    "health.mailboxes.late": QT_TRANSLATE_NOOP(
        "health",
        "{count} mailboxes, not checked for 15 minutes: Duty Desk is open nowhere",
    ),
    "health.mailboxes.warning": QT_TRANSLATE_NOOP(
        "health",
        "{failing} of {count} mailboxes cannot be read just now",
    ),
    "health.mailboxes.failed": QT_TRANSLATE_NOOP(
        "health",
        "{paused} of {count} mailboxes refuse the password: enter it in the settings",
    ),
    "health.outbox.ok": QT_TRANSLATE_NOOP("health", "{queued} waiting, {sent} sent"),
    "health.outbox.warning": QT_TRANSLATE_NOOP(
        "health",
        "{in_doubt} in doubt, {failed} failed: look at them in the window",
    ),
    "health.alerts.ok": QT_TRANSLATE_NOOP("health", "none is overdue"),
    "health.alerts.warning": QT_TRANSLATE_NOOP(
        "health",
        "{late} are overdue: Duty Desk was open nowhere",
    ),
    "health.backup.none": QT_TRANSLATE_NOOP("health", "there is none yet: run dutydesk backup"),
    "health.backup.ok": QT_TRANSLATE_NOOP("health", "verified, {hours} h old, {size_mb} MB"),
    "health.backup.warning": QT_TRANSLATE_NOOP(
        "health",
        "{hours} h old, and there were changes since: run dutydesk backup",
    ),
    "health.backup.failed": QT_TRANSLATE_NOOP(
        "health",
        "the newest, {hours} h old, cannot be read: run dutydesk backup",
    ),
    "health.secrets.ok": QT_TRANSLATE_NOOP("health", "in the system keyring"),
    "health.secrets.warning": QT_TRANSLATE_NOOP(
        "health",
        "no keyring here: they are asked for once a start",
    ),
    "health.disk.ok": QT_TRANSLATE_NOOP("health", "{free_gb} GB free, {kind}"),
    "health.disk.warning": QT_TRANSLATE_NOOP("health", "only {free_gb} GB free, {kind}"),
    "health.disk.failed": QT_TRANSLATE_NOOP("health", "full: {free_gb} GB free, {kind}"),
    "health.sound.ok": QT_TRANSLATE_NOOP("health", "played by {player}"),
    "health.sound.warning": QT_TRANSLATE_NOOP("health", "nothing here can play a sound"),
    "health.notices.ok": QT_TRANSLATE_NOOP("health", "shown by {service}"),
    "health.notices.warning": QT_TRANSLATE_NOOP(
        "health",
        "this desktop shows none; the window does it by itself",
    ),
    "health.tray.ok": QT_TRANSLATE_NOOP("health", "there is one"),
    "health.tray.warning": QT_TRANSLATE_NOOP(
        "health",
        "not available on this desktop; the window minimises instead",
    ),
    "health.tray.unknown": QT_TRANSLATE_NOOP("health", "only the window can tell"),
    "health.autostart.on": QT_TRANSLATE_NOOP("health", "on, into the tray"),
    "health.autostart.off": QT_TRANSLATE_NOOP(
        "health",
        "off: warnings come once somebody starts the program",
    ),
    "health.languages.ok": QT_TRANSLATE_NOOP("health", "{count} of {count} languages"),
    "health.languages.failed": QT_TRANSLATE_NOOP(
        "health",
        "damaged or missing: {missing}. Install the program again",
    ),
    "health.program.ok": QT_TRANSLATE_NOOP(
        "health",
        "Duty Desk {version}, Python {python}, Qt {qt}",
    ),
}
"""By text code: `health.NAME.STATE`, or a variant of it."""
