"""Sentences for what mail refuses: servers, mailboxes, imports, replies."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

MAIL: Mapping[str, str] = {
    "attachment.server_limit": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is too large: the mail server takes letters with {limit_mb} MB of files at most.",
    ),
    "attachment.too_large": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is too large: all files of one letter may have {limit_mb} MB together.",
    ),
    "download.gone": QT_TRANSLATE_NOOP(
        "errors",
        "The whole letter is not on the server any more. What was read of it stays.",
    ),
    "download.is_whole": QT_TRANSLATE_NOOP(
        "errors",
        "This letter is here as a whole already.",
    ),
    "import.no_rights": QT_TRANSLATE_NOOP(
        "errors",
        "You have no right to read {path}.",
    ),
    "import.not_a_mailbox": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a mailbox and not a message. It was left alone.",
    ),
    "import.not_found": QT_TRANSLATE_NOOP(
        "errors",
        "There is no file or folder {path}.",
    ),
    "import.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be read: {reason}.",
    ),
    "mail.auth_rejected": QT_TRANSLATE_NOOP(
        "errors",
        "{host} refused the user name or password of {username}. It says: “{said}”.",
    ),
    "mail.bad_address": QT_TRANSLATE_NOOP(
        "errors",
        "“{address}” is not an address that mail can be sent to.",
    ),
    "mail.bad_answer": QT_TRANSLATE_NOOP(
        "errors",
        "{host} gave an answer that makes no sense: {what}. Nothing was lost.",
    ),
    "mail.certificate_bad": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate cannot be checked. The "
        "password was not sent.",
    ),
    "mail.certificate_expired": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate has expired. The password "
        "was not sent.",
    ),
    "mail.certificate_not_pinned": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate is not the one that was "
        "pinned. The password was not sent.",
    ),
    "mail.certificate_not_yet_valid": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate is not valid yet. The "
        "password was not sent.",
    ),
    "mail.certificate_self_signed": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate is signed by nobody but "
        "itself. The password was not sent.",
    ),
    "mail.certificate_unknown_authority": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate comes from an unknown "
        "authority. The password was not sent.",
    ),
    "mail.certificate_wrong_host": QT_TRANSLATE_NOOP(
        "errors",
        "The connection to {host} is not secure: its certificate belongs to another server. "
        "The password was not sent.",
    ),
    "mail.folder_missing": QT_TRANSLATE_NOOP(
        "errors",
        "There is no folder “{folder}” on {host}. It says: “{said}”.",
    ),
    "mail.no_login": QT_TRANSLATE_NOOP(
        "errors",
        "{host} offers no way to log in that this program knows. Nothing was sent.",
    ),
    "mail.no_refresh_token": QT_TRANSLATE_NOOP(
        "errors",
        "{host} let you sign in for an hour only. Allow the program lasting access, then sign in "
        "again.",
    ),
    "mail.not_signed_in": QT_TRANSLATE_NOOP(
        "errors",
        "This computer is not signed in to mailbox “{mailbox}”. Edit the mailbox and sign in.",
    ),
    "mail.provider_refused": QT_TRANSLATE_NOOP(
        "errors",
        "{host} refused to sign you in. It says: “{said}”.",
    ),
    "mail.sign_in_cancelled": QT_TRANSLATE_NOOP(
        "errors",
        "The sign-in was not finished.",
    ),
    "mail.sign_in_ended": QT_TRANSLATE_NOOP(
        "errors",
        "{host} does not accept this sign-in any more. Fetching is paused: edit the mailbox and "
        "sign in again.",
    ),
    "mail.no_password": QT_TRANSLATE_NOOP(
        "errors",
        "The password of mailbox “{mailbox}” is not stored on this computer. Enter it in Settings.",
    ),
    "mail.no_recipient": QT_TRANSLATE_NOOP(
        "errors",
        "The mail has no recipient.",
    ),
    "mail.no_tls": QT_TRANSLATE_NOOP(
        "errors",
        "{host} offers no secure connection. The password was not sent.",
    ),
    "mail.not_stored_right": QT_TRANSLATE_NOOP(
        "errors",
        "The database gave back other bytes than were stored. Nothing was marked as "
        "fetched; check the disk.",
    ),
    "mail.timeout": QT_TRANSLATE_NOOP(
        "errors",
        "{host} did not answer in time. Trying again by itself.",
    ),
    "mail.unknown_host": QT_TRANSLATE_NOOP(
        "errors",
        "There is no server called {host}. Check the name.",
    ),
    "mail.unreachable": QT_TRANSLATE_NOOP(
        "errors",
        "{host} cannot be reached at port {port}. Trying again by itself.",
    ),
    "mail.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The message could not be read ({reason}).",
    ),
    "mailbox.bad_endpoint": QT_TRANSLATE_NOOP(
        "errors",
        "“{url}” cannot be an address to sign in at: it has to begin with https://.",
    ),
    "mailbox.no_client_id": QT_TRANSLATE_NOOP(
        "errors",
        "Give the client ID under which your team has registered this program at the provider.",
    ),
    "mailbox.bad_port": QT_TRANSLATE_NOOP(
        "errors",
        "{port} is not a port. Enter a number from 1 to 65535.",
    ),
    "mailbox.exists": QT_TRANSLATE_NOOP(
        "errors",
        "Mailbox “{name}” already reads this folder of this account.",
    ),
    "mailbox.no_host": QT_TRANSLATE_NOOP(
        "errors",
        "Enter the servers for incoming and outgoing mail.",
    ),
    "outbox.claim_lost": QT_TRANSLATE_NOOP(
        "errors",
        "Another workstation has taken over this mail. Nothing was sent twice.",
    ),
    "outbox.in_progress": QT_TRANSLATE_NOOP(
        "errors",
        "This mail is being sent right now. Try again in a moment.",
    ),
    "outbox.settled": QT_TRANSLATE_NOOP(
        "errors",
        "This mail needs no decision any more.",
    ),
    "reply.collision": QT_TRANSLATE_NOOP(
        "errors",
        "{author} wrote while you were writing. Your text is kept.",
    ),
    "outbox.not_in_sent": QT_TRANSLATE_NOOP(
        "errors",
        "It is not in the Sent folder. Some servers keep no copy there: ask the client, or send "
        "it again.",
    ),
    "reply.gap": QT_TRANSLATE_NOOP(
        "errors",
        "{{{name}}} is empty. Fill it in or take it out: the letter would say it so.",
    ),
    "reply.not_approved": QT_TRANSLATE_NOOP(
        "errors",
        "{address} is new on this ticket. Approve it with a click, or take it away.",
    ),
    "schedule.past": QT_TRANSLATE_NOOP(
        "errors",
        "That moment is over. Choose a later one, or send the reply now.",
    ),
    "schedule.too_far": QT_TRANSLATE_NOOP(
        "errors",
        "A reply can wait for a year at most.",
    ),
    "schedule.exists": QT_TRANSLATE_NOOP(
        "errors",
        "A reply of yours waits on this ticket already. Send, edit or cancel it first.",
    ),
    "schedule.not_yours": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else wrote this reply. You can send it now; its author can edit or cancel it.",
    ),
    "schedule.nobody": QT_TRANSLATE_NOOP(
        "errors",
        "Say who works here first, in Settings › General: a reply for later is in somebody’s name.",
    ),
    "reply.empty": QT_TRANSLATE_NOOP(
        "errors",
        "The reply is empty.",
    ),
    "reply.no_mailbox": QT_TRANSLATE_NOOP(
        "errors",
        "No mailbox is set up for sending. Connect one in Settings › Mailboxes.",
    ),
    "reply.no_recipient": QT_TRANSLATE_NOOP(
        "errors",
        "Nobody to send to: this ticket has no address. Add one to the To field.",
    ),
    "undo.changed": QT_TRANSLATE_NOOP(
        "errors",
        "It cannot be taken back or done again: somebody has changed the same since.",
    ),
    "undo.too_late": QT_TRANSLATE_NOOP(
        "errors",
        "It is too late to undo this: the letter has left.",
    ),
    "rule.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "A rule needs a name of at most 100 characters: the history of a ticket shows it.",
    ),
    "rule.no_condition": QT_TRANSLATE_NOOP(
        "errors",
        "A rule needs at least one condition; without any it would hold for all mail.",
    ),
    "rule.empty_condition": QT_TRANSLATE_NOOP(
        "errors",
        "A condition is empty. Say what it looks for, or take it away.",
    ),
    "rule.bad_header": QT_TRANSLATE_NOOP(
        "errors",
        "“{header}” cannot be the name of a header. A name is like X-Priority, without a colon.",
    ),
    "rule.sets_nothing": QT_TRANSLATE_NOOP(
        "errors",
        "This rule changes nothing. Let it set at least one field.",
    ),
    "rule.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody has changed the rule “{name}” meanwhile. Look at it again, then edit.",
    ),
    "template.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "A template needs a name of at most 100 characters.",
    ),
    "template.no_text": QT_TRANSLATE_NOOP(
        "errors",
        "A template needs a text of at most 20,000 characters.",
    ),
    "template.unknown_variable": QT_TRANSLATE_NOOP(
        "errors",
        "There is no variable called {name}. The ones there are stand below the text.",
    ),
    "template.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is a template called “{name}” already.",
    ),
    "template.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody has changed the template “{name}” meanwhile. Look at it again, then edit.",
    ),
}
