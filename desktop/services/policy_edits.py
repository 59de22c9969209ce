"""SLA policies as people edit them: kept in versions, with a look at what moves (sla.md K9-K11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain import sla_policy_check
from desktop.domain.changes import NOTHING, Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla import Policy, PolicySource
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Category, Organisation
from desktop.models.sla import PolicyRecord, PolicyVersion
from desktop.services import policy_following, policy_history, policy_records, recounting
from desktop.services.clocks import Clocks
from desktop.services.due_moves import Moves
from desktop.services.names import is_taken
from desktop.services.policies import Policies
from desktop.services.policy_choice import Choice, choice
from desktop.services.policy_history import VersionRow
from desktop.services.policy_records import Followers
from desktop.services.policy_undo import PolicyUndo
from desktop.services.record_undo import undoable, written
from desktop.services.recounting import NOTHING_RECOUNTED

NAME_LENGTH = 100
NOBODY = Followers((), (), 0)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in its newest version, which is the one people edit, and who follows it."""

    policy: Policy
    is_default: bool
    followers: Followers

    @property
    def id(self) -> int:
        return self.policy.id

    @property
    def name(self) -> str:
        return self.policy.name


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An organisation or a category, which may have a policy of its own."""

    source: PolicySource
    id: int
    name: str
    policy_id: int | None


class PolicyEdits:
    """Reads and edits policies; an edit is a new version, what was judged stays judged (C4)."""

    def __init__(self, database: Database, policies: Policies, clocks: Clocks) -> None:
        self._database = database
        self._policies = policies
        self._clocks = clocks

    def all(self) -> tuple[PolicyRow, ...]:
        """Return the policies by name, the default first."""
        with self._database.read() as session:
            default, policies = policy_records.read_policies(session)
            followers = policy_records.followers(session)
        newest = {policy.id: policy for policy in policies}
        rows = [
            PolicyRow(policy, policy.id == default, followers.get(policy.id, NOBODY))
            for policy in newest.values()
        ]
        return tuple(sorted(rows, key=lambda row: (not row.is_default, row.name.casefold())))

    def one(self, policy_id: int) -> PolicyRow:
        """Return one policy.

        Raises:
            NotFound: there is none with that id.
        """
        for row in self.all():
            if row.id == policy_id:
                return row
        raise NotFound(noun="policy", id=policy_id)

    def owners(self) -> tuple[OwnerRow, ...]:
        """Return all organisations and categories by name, organisations first."""
        with self._database.read() as session:
            found = []
            for source, kind in _KINDS.items():
                rows = session.execute(select(kind.id, kind.name, kind.policy_id))
                found += [OwnerRow(source, *row) for row in rows]
        return tuple(sorted(found, key=lambda row: (row.source is not _FIRST, row.name.casefold())))

    def choice(self, ticket_id: int) -> Choice:
        """Return which policy a ticket follows, and every step of today's order.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.read() as session:
            return choice(session, ticket_id)

    def history(self, policy_id: int) -> tuple[VersionRow, ...]:
        """Return the versions of a policy, the newest first.

        Raises:
            NotFound: there is no such policy.
        """
        with self._database.read() as session:
            _record(session, policy_id)
            return policy_history.versions(session, policy_id)

    def preview(self, policy: Policy) -> Moves:
        """Return what `save` with `recompute` would do to the open tickets; nothing is written.

        Raises:
            NotFound: there is no such policy.
            Refused: what `sla_policy_check` finds wrong with it.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            books = self._policies.books(session)
            sla_policy_check.check(policy, books.calendars, now)
            made = replace(policy, version=_newest(session, policy.id) + 1, valid_from=now)
            after = replace(books, policies=books.policies.with_version(made))
            tickets = policy_records.open_followers(policy.id)
            data = _recount_data(made)
            return recounting.preview(session, self._clocks, tickets, data, after, now)

    def create(self, by: Actor, name: str, like: Policy) -> Changes:
        """Add a policy that promises what `like` does, a preset or another policy.

        Raises:
            Refused: `policy.no_name`, `policy.name_taken` (fact `name`).
        """
        with self._database.write() as session:
            record = PolicyRecord(name=_checked_name(session, name, None))
            session.add(record)
            rows = written(session)
            made = replace(like, version=1, valid_from=None)
            session.add(policy_records.version_of(record.id, made, by.person_id))
            rows += written(session)
            undo = Undo("policy_create", 1, PolicyUndo(rows, policy_id=record.id))
            changes = Changes.of(Topic.POLICIES, created=record.id, undo=undo)
            return self._database.announce(session, changes)

    def rename(self, by: Actor, policy_id: int, name: str) -> Changes:
        """Give a policy another name; its versions stay as they are.

        Raises:
            NotFound: there is no such policy.
            Refused: `policy.no_name`, `policy.name_taken` (fact `name`).
        """
        with self._database.write() as session:
            record = _record(session, policy_id)
            record.name = _checked_name(session, name, policy_id)
            return self._database.announce(
                session, undoable(session, "policy_rename", Topic.POLICIES)
            )

    def save(self, by: Actor, policy: Policy, *, recompute: bool = False) -> Changes:
        """Write the name and, where anything is promised otherwise, a new version of a policy.

        `policy` was made from the newest version. It applies to tickets that come from now on;
        with `recompute` the open tickets that follow it are counted anew as well, from their start
        (sla.md K9, K11), and clocks it has no target for are cancelled (K10).

        Raises:
            NotFound: there is no such policy.
            ChangedMeanwhile: `policy` was made from a version that is not the newest any more.
            Refused: `policy.name_taken` (fact `name`), or what `sla_policy_check` finds wrong.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            record = _record(session, policy.id)
            if _newest(session, policy.id) != policy.version:
                raise ChangedMeanwhile(noun="policy", id=policy.id)
            books = self._policies.books(session)
            sla_policy_check.check(policy, books.calendars, now)
            before = books.policies.find(policy.id, now, policy.version)
            record.name = _checked_name(session, policy.name, policy.id)
            if replace(before, name=policy.name) == policy:
                if record.name == before.name:
                    return NOTHING
                changes = undoable(session, "policy_rename", Topic.POLICIES)
                return self._database.announce(session, changes)
            made = replace(policy, version=policy.version + 1, valid_from=now)
            session.add(policy_records.version_of(policy.id, made, by.person_id))
            rows = written(session)
            done = NOTHING_RECOUNTED
            if recompute:
                tickets = policy_records.open_followers(policy.id)
                data = _recount_data(made)
                done = recounting.recount(session, self._clocks, by, tickets, data, now)
            undo = Undo("policy_edit", 1, PolicyUndo(rows, made.version, done, policy_id=policy.id))
            topics = (Topic.POLICIES, Topic.TICKETS) if done.events else (Topic.POLICIES,)
            return self._database.announce(
                session, Changes.of(*topics, tickets=done.events, undo=undo)
            )

    def delete(self, by: Actor, policy_id: int) -> Changes:
        """Remove a policy that nobody follows and no ticket ever followed.

        Raises:
            NotFound: there is no such policy.
            Refused: `policy.is_default`, `policy.in_use` (each with the fact `name`).
        """
        with self._database.write() as session:
            record = _record(session, policy_id)
            if record.is_default:
                raise Refused("policy.is_default", name=record.name)
            if policy_records.is_followed(session, policy_id):
                raise Refused("policy.in_use", name=record.name)
            versions = select(PolicyVersion).where(PolicyVersion.policy_id == policy_id)
            for version in session.scalars(versions):
                session.delete(version)
            rows = written(session)
            session.delete(record)
            rows += written(session)
            undo = Undo("policy_delete", 1, PolicyUndo(rows, policy_id=policy_id))
            return self._database.announce(session, Changes.of(Topic.POLICIES, undo=undo))

    def set_default(self, by: Actor, policy_id: int) -> Changes:
        """Let new tickets of nobody in particular follow this policy.

        Raises:
            NotFound: there is no such policy.
        """
        with self._database.write() as session:
            _record(session, policy_id)
            for record in session.scalars(select(PolicyRecord)):
                record.is_default = record.id == policy_id
            changes = undoable(session, "policy_default", Topic.POLICIES)
            return self._database.announce(session, changes)

    def assign(
        self, by: Actor, source: PolicySource, owner_id: int, policy_id: int | None
    ) -> Changes:
        """Give an organisation or a category a policy of its own, None to take it away.

        New tickets follow it; those that are there keep theirs (K11).

        Raises:
            NotFound: there is no such organisation, category or policy.
        """
        with self._database.write() as session:
            owner = _owner(session, source, owner_id)
            if policy_id is not None:
                _record(session, policy_id)
            owner.policy_id = policy_id
            changes = undoable(session, "policy_assign", Topic.POLICIES, Topic.PEOPLE)
            return self._database.announce(session, changes)

    def preview_follow(self, source: PolicySource, owner_id: int) -> Moves:
        """Return what `follow` would move; nothing is written."""
        with self._database.read() as session:
            now, books = self._database.now(session), self._policies.books(session)
            return policy_following.preview(session, self._clocks, source, owner_id, books, now)

    def follow(self, by: Actor, source: PolicySource, owner_id: int) -> Changes:
        """Let the open tickets of an organisation or category follow what a new one would (K9).

        Those whose policy somebody chose by hand as well.
        """
        with self._database.write() as session:
            now, books = self._database.now(session), self._policies.books(session)
            changes = policy_following.follow(
                session, self._clocks, by, source, owner_id, books, now
            )
            return self._database.announce(session, changes) if changes.tickets else NOTHING


_FIRST = PolicySource.ORGANISATION
_KINDS: dict[PolicySource, type[Organisation] | type[Category]] = {
    PolicySource.ORGANISATION: Organisation,
    PolicySource.CATEGORY: Category,
}


def _recount_data(made: Policy) -> dict[str, object]:
    return {"policy": made.id, "policy_version": made.version}


def _owner(session: Session, source: PolicySource, owner_id: int) -> Organisation | Category:
    found: Organisation | Category | None
    if source is PolicySource.ORGANISATION:
        found = session.get(Organisation, owner_id)
    else:
        found = session.get(Category, owner_id)
    if found is None:
        raise NotFound(noun=source.value, id=owner_id)
    return found


def _record(session: Session, policy_id: int) -> PolicyRecord:
    record = session.get(PolicyRecord, policy_id)
    if record is None:
        raise NotFound(noun="policy", id=policy_id)
    return record


def _newest(session: Session, policy_id: int) -> int:
    statement = select(PolicyVersion.version).where(PolicyVersion.policy_id == policy_id)
    newest = max(session.scalars(statement), default=0)
    if not newest:
        raise NotFound(noun="policy", id=policy_id)
    return newest


def _checked_name(session: Session, name: str, own_id: int | None) -> str:
    clean = " ".join(name.split())[:NAME_LENGTH]
    if not clean:
        raise Refused("policy.no_name")
    if is_taken(session, PolicyRecord, clean, own_id):
        raise Refused("policy.name_taken", name=clean)
    return clean
