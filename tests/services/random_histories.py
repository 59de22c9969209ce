"""Random tickets lived through the services, for what must hold whatever people do to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.mail_subject import with_number
from desktop.domain.sla import ClockKind, PolicySource, Target
from desktop.domain.sla_presets import BUSINESS_HOURS, ROUND_THE_CLOCK
from desktop.domain.ticket import Actor, Channel, Priority, Source, Status
from desktop.domain.worktime import Interval
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.models.mail import Mailbox, MailboxKind
from desktop.models.people import Category, Organisation
from desktop.services.desk import Desk
from desktop.services.replies import Reply
from desktop.services.tickets import ManualTicket

STATUSES = [each for each in Status if each is not Status.NEW]
CUSTOMER = "it@nord.example"
ADDRESS = "support@desk.example"
WEEKS = (
    ((Interval(9 * 60, 18 * 60),),) * 5 + ((),) * 2,
    ((Interval(8 * 60, 12 * 60), Interval(13 * 60, 20 * 60)),) * 6 + ((),),
    ((Interval(20 * 60, 6 * 60),),) * 7,
)


class Life:
    """A desk where anything a person can do happens, one thing after another."""

    def __init__(self, desk: Desk, clock: ManualClock, chance: Random) -> None:
        self.desk = desk
        self.mails = 0
        self.clock = clock
        self.chance = chance
        self.by = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
        self.people = (None, self.by.person_id, desk.people.add("Oleg").created)
        self.done: list[Changes] = []
        with desk.database.write() as session:
            self.organisation = Organisation(name="Nord", domain="nord.example")
            self.category = Category(name="Network")
            mailbox = Mailbox(
                kind=MailboxKind.IMAP,
                name="Support",
                address=ADDRESS,
                imap_host="imap.desk.example",
                smtp_host="smtp.desk.example",
                is_enabled=True,
                connected_at=clock.now() - timedelta(days=30),
            )
            session.add_all([self.organisation, self.category, mailbox])
            session.flush()
            self.mailbox_id = mailbox.id
            self.organisation_id, self.category_id = self.organisation.id, self.category.id
        desk.policy_edits.assign(self.by, PolicySource.ORGANISATION, self.organisation_id, 2)

    def ticket(self) -> int:
        """Make a ticket and let up to eight things happen to it; return its number."""
        pick = self.chance.choice
        self.pass_time()
        made = self.desk.tickets.create(
            self.by,
            ManualTicket(
                "Printer",
                "",
                channel=pick((Channel.PHONE, Channel.CHAT)),
                requester_email=CUSTOMER,
                priority=pick(list(Priority)),
                assignee_id=pick(self.people),
                category_id=pick((None, self.category_id)),
                from_customer=self.chance.random() < 0.9,
            ),
        )
        assert made.created is not None
        for _ in range(self.chance.randint(0, 8)):
            self.pass_time()
            self.happen(made.created)
        return made.created

    def happen(self, number: int) -> None:
        """Do one thing a person may do; what a rule refuses has not happened."""
        step = self.chance.choices(*zip(*self.steps(number), strict=True))[0]
        try:
            self.done.append(step())
        except (Refused, ChangedMeanwhile, NotFound):
            return

    def pass_time(self) -> None:
        """Let a moment, an hour or some days pass: a version never begins with a ticket."""
        self.clock.advance(timedelta(seconds=self.chance.choice((1, 60, 1_800, 40_000, 180_000))))

    def steps(self, number: int) -> Sequence[tuple[Callable[[], Changes], int]]:
        """Return what can happen, each with how often it does."""
        desk, by, pick = self.desk, self.by, self.chance.choice
        until = self.clock.now() + timedelta(minutes=self.chance.randint(1, 5_000))
        status, kind = pick(STATUSES), pick(list(ClockKind))
        priority, person = pick(list(Priority)), pick(self.people)
        organisation = pick((None, self.organisation_id))
        category = pick((None, self.category_id))
        reply = Reply("We are on it", to=(("", CUSTOMER),), then=pick((None, Status.SOLVED)))
        return (
            (lambda: desk.tickets.set_status(by, [number], status, until), 8),
            (lambda: desk.tickets.log_call(by, number, "Told by phone"), 4),
            (lambda: desk.tickets.set_priority(by, [number], priority), 3),
            (lambda: desk.tickets.assign(by, [number], person), 2),
            (lambda: desk.tickets.set_policy(by, [number], pick((1, 2))), 2),
            (lambda: desk.tickets.set_organisation(by, [number], organisation), 2),
            (lambda: desk.tickets.set_category(by, [number], category), 2),
            (lambda: desk.deferrals.defer(by, number, "Later", until), 2),
            (lambda: desk.promises.promise(by, number, until), 2),
            (lambda: desk.excuses.excuse(by, number, kind, 1, "Power cut"), 2),
            (lambda: desk.replies.no_reply_needed(by, [number]), 1),
            (lambda: desk.tickets.mark_spam(by, [number]), 1),
            (lambda: desk.tickets.add_note(by, number, "Seen"), 1),
            (lambda: self.customer_writes(number), 6),
            (lambda: desk.replies.send(by, number, reply), 5),
            (self.take_back, 3),
            (self.edit_policy, 1),
            (self.edit_calendar, 1),
        )

    def customer_writes(self, number: int) -> Changes:
        """Let a mail of the requester arrive, which names the ticket."""
        self.mails += 1
        head = f"From: {CUSTOMER}\r\nTo: {ADDRESS}\r\nMessage-ID: <{self.mails}@nord.example>\r\n"
        subject = with_number("Printer", number)
        raw = f"{head}Subject: {subject}\r\n\r\nStill broken ({self.mails})\r\n".encode()
        mail = FetchedMail(self.mails, 7, self.clock.now(), len(raw), raw, oversize=False)
        self.desk.intake.store(self.mailbox_id, [mail])
        (raw_id,) = self.desk.intake.pending()
        return self.desk.intake.apply(raw_id, parse_mail(raw))

    def take_back(self) -> Changes:
        """Undo the latest thing that can be undone."""
        while self.done:
            undo = self.done.pop().undo
            if undo is not None:
                return self.desk.undo.undo(self.by, undo)
        return Changes()

    def edit_policy(self) -> Changes:
        """Give a policy another target, or take one away; open tickets follow or not."""
        policy = self.desk.policy_edits.one(self.chance.choice((1, 2))).policy
        cell = self.chance.choice(list(Priority)), self.chance.choice(list(ClockKind)[:4])
        rows = {key: row for key, row in policy.rows.items() if key != cell}
        if self.chance.random() < 0.8:
            rows[cell] = Target(
                self.chance.choice((BUSINESS_HOURS, ROUND_THE_CLOCK)),
                self.chance.randint(1, 3_000),
                out_of_hours_minutes=self.chance.choice((0, 45)),
                out_of_hours_wall=self.chance.random() < 0.5,
                developers_pause=self.chance.random() < 0.5,
            )
        recompute = self.chance.random() < 0.5
        return self.desk.policy_edits.save(self.by, replace(policy, rows=rows), recompute=recompute)

    def edit_calendar(self) -> Changes:
        """Give the business calendar other hours; open tickets follow or not."""
        spec = replace(
            self.desk.calendars.one(BUSINESS_HOURS).spec, weekly=self.chance.choice(WEEKS)
        )
        recompute = self.chance.random() < 0.5
        return self.desk.calendars.edit(self.by, BUSINESS_HOURS, spec, recompute=recompute)
