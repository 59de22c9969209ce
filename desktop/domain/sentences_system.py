"""Sentences for what this computer and its database refuse."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

SYSTEM: Mapping[str, str] = {
    "archive.damaged": QT_TRANSLATE_NOOP(
        "errors",
        "The backup is damaged ({reason}) and cannot be restored. Nothing was changed; take "
        "an earlier one.",
    ),
    "archive.not_ours": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a backup of Duty Desk. It was not changed.",
    ),
    "archive.too_dense": QT_TRANSLATE_NOOP(
        "errors",
        "{path} would take {size_bytes} bytes when unpacked, far too much for its size. It "
        "was not opened.",
    ),
    "backup.failed": QT_TRANSLATE_NOOP(
        "errors",
        "The backup could not be verified and was not kept: {reason}.",
    ),
    "backup.none_whole": QT_TRANSLATE_NOOP(
        "errors",
        "There is no whole backup in {path}.",
    ),
    "backup.needs_archive": QT_TRANSLATE_NOOP(
        "errors",
        "A server database has no file to copy. Give a name that ends in .deskbackup.",
    ),
    "backup.short_password": QT_TRANSLATE_NOOP(
        "errors",
        "A password for backups has at least {least} letters.",
    ),
    "backup.sealed": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is sealed with a password, and cannot be opened without it.",
    ),
    "backup.wrong_password": QT_TRANSLATE_NOOP(
        "errors",
        "That is not the password that {path} is sealed with.",
    ),
    "backup.place_no_password": QT_TRANSLATE_NOOP(
        "errors",
        "The password that backups are sealed with is not known on this computer: enter it in "
        "Settings › Backup. Until then backups are kept in the profile, and not sealed.",
    ),
    "backup.place_away": QT_TRANSLATE_NOOP(
        "errors",
        "The folder for backups, {path}, cannot be reached: is its drive connected? Until then "
        "backups are kept in the profile on this computer.",
    ),
    "backup.place_full": QT_TRANSLATE_NOOP(
        "errors",
        "There is no room for a backup in {path}. Backups are kept in the profile on this "
        "computer until there is.",
    ),
    "backup.place_refused": QT_TRANSLATE_NOOP(
        "errors",
        "No backup can be written into {path} ({reason}). Backups are kept in the profile on this "
        "computer until one can.",
    ),
    "backup.place_taken": QT_TRANSLATE_NOOP(
        "errors",
        "{path} holds the backups of another desk. Choose another folder, so that neither deletes "
        "those of the other.",
    ),
    "clock.ahead": QT_TRANSLATE_NOOP(
        "errors",
        "This computer's clock is {minutes} min ahead of the database's. Deadlines are counted by "
        "the database and are right; the time left on this screen is not. Correct the clock.",
    ),
    "clock.behind": QT_TRANSLATE_NOOP(
        "errors",
        "This computer's clock is {minutes} min behind the database's. Deadlines are counted by "
        "the database and are right; the time left on this screen is not. Correct the clock.",
    ),
    "clock.long_away": QT_TRANSLATE_NOOP(
        "errors",
        "This computer's clock says {now}; the program last ran on {last_at}. Mail that leaves by "
        "itself, scheduled replies too, waits until somebody confirms the clock: {count} now.",
    ),
    "clock.ran_back": QT_TRANSLATE_NOOP(
        "errors",
        "This computer's clock says {now}, but the program already ran on {last_at}. Mail that "
        "leaves by itself, scheduled replies too, waits until the clock is set right or somebody "
        "confirms it: {count} now.",
    ),
    "clock.set_by_days": QT_TRANSLATE_NOOP(
        "errors",
        "Computer clock changed by {count} d. Deadlines go on by the time that has really passed.",
    ),
    "clock.set_by_hours": QT_TRANSLATE_NOOP(
        "errors",
        "Computer clock changed by {count} h. Deadlines go on by the time that has really passed.",
    ),
    "clock.set_by_minutes": QT_TRANSLATE_NOOP(
        "errors",
        "Computer clock changed by {count} min. Deadlines go on by the time that has really "
        "passed.",
    ),
    "config.bad_value": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} has a value for “{key}” that is not possible: {value}.",
    ),
    "config.password": QT_TRANSLATE_NOOP(
        "errors",
        "The database address contains a password. Passwords are kept in the system keyring "
        "only: remove it from the address.",
    ),
    "config.unknown_key": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} has an unknown line “{key}”. Known are database_url, "
        "log_level and language.",
    ),
    "config.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} could not be read: {reason}. Correct it or remove it; "
        "nothing else is lost.",
    ),
    "database.bad_url": QT_TRANSLATE_NOOP(
        "errors",
        "This database address cannot be read. Example: postgresql://host/name.",
    ),
    "database.busy": QT_TRANSLATE_NOOP(
        "errors",
        "The database is busy with another change. Try again in a moment.",
    ),
    "database.damaged": QT_TRANSLATE_NOOP(
        "errors",
        "A problem was found in the data file. Restore the last verified backup.",
    ),
    "database.missing": QT_TRANSLATE_NOOP(
        "errors",
        "There is no such database on the server.",
    ),
    "database.network_drive": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is on a network or synchronised drive ({kind}), where a database can be "
        "damaged. Choose a local folder, or use PostgreSQL for sharing.",
    ),
    "database.not_ours": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a Duty Desk database. It was not changed.",
    ),
    "database.password": QT_TRANSLATE_NOOP(
        "errors",
        "The team database did not accept this user or password.",
    ),
    "database.replaced": QT_TRANSLATE_NOOP(
        "errors",
        "The data file was replaced while Duty Desk was open, by a restore or by hand. Nothing "
        "more is written to the old one. Close Duty Desk and open it again.",
    ),
    "database.too_new": QT_TRANSLATE_NOOP(
        "errors",
        "This database was made by version {made_by}. Update the program to open it. "
        "Nothing was changed.",
    ),
    "database.unreachable": QT_TRANSLATE_NOOP(
        "errors",
        "No connection to the team database. You can read what is loaded; changes are paused.",
    ),
    "disk.error": QT_TRANSLATE_NOOP(
        "errors",
        "The disk could not be read or written. Nothing was changed. Check the disk.",
    ),
    "disk.full": QT_TRANSLATE_NOOP(
        "errors",
        "The disk is full. Nothing was lost; free some space and try again.",
    ),
    "disk.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The system does not say how much room is left at {path}: {reason}.",
    ),
    "file.no_rights": QT_TRANSLATE_NOOP(
        "errors",
        "{path} cannot be opened: no permission.",
    ),
    "file.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The file {path} could not be read: {reason}.",
    ),
    "file.unwritable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be written: {reason}.",
    ),
    "lease.lost": QT_TRANSLATE_NOOP(
        "errors",
        "Another workstation does this now.",
    ),
    "notice.bus_error": QT_TRANSLATE_NOOP(
        "errors",
        "The desktop's notification service did not take the notice: {reason}.",
    ),
    "notice.no_bus": QT_TRANSLATE_NOOP(
        "errors",
        "There is no desktop session to show notices.",
    ),
    "notice.no_channel": QT_TRANSLATE_NOOP(
        "errors",
        "No notice could be shown (tried: {tried}). Warnings stand in the window.",
    ),
    "notice.no_plyer": QT_TRANSLATE_NOOP(
        "errors",
        "There is no other way to show notices here ({reason}).",
    ),
    "notice.no_service": QT_TRANSLATE_NOOP(
        "errors",
        "This desktop shows no notices: no notification service answers.",
    ),
    "notice.no_tray": QT_TRANSLATE_NOOP(
        "errors",
        "This desktop has no tray. The window will be minimised instead of hidden.",
    ),
    "profile.in_use": QT_TRANSLATE_NOOP(
        "errors",
        "Another Duty Desk is using the profile {path} and does not answer. End it, or "
        "start again in a moment.",
    ),
    "profile.unwritable": QT_TRANSLATE_NOOP(
        "errors",
        "The folder {path} cannot be used: {reason}. Choose another with --home.",
    ),
    "restore.profile_open": QT_TRANSLATE_NOOP(
        "errors",
        "The window is open on {path}. Quit it, then restore again.",
    ),
    "salvage.not_empty": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not empty. Choose a new folder; nothing was written.",
    ),
    "salvage.server": QT_TRANSLATE_NOOP(
        "errors",
        "The data are on a PostgreSQL server: its own tools recover them.",
    ),
    "restore.lead_only": QT_TRANSLATE_NOOP(
        "errors",
        "Everybody works on this database: only a lead can put a backup in its place.",
    ),
    "restore.unconfirmed": QT_TRANSLATE_NOOP(
        "errors",
        "Nobody can be asked here. To put the backup in the place of the present data, add --yes.",
    ),
}
