"""Asks customers who are waited for too long, once, where the team has switched that on."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.customer_reminders import CustomerReminders
from desktop.services.leases import Leases


class RemindCustomers:
    """The job on every workstation that may send; the one that holds the lease does it."""

    name = "remind_customers"
    every = timedelta(minutes=15)
    uses_network = False

    def __init__(self, reminders: CustomerReminders, leases: Leases) -> None:
        self._reminders = reminders
        self._leases = leases

    def run(self) -> Changes:
        """Look at every waiting ticket, a hundred a transaction; renew the lease between them."""
        changes, after = NOTHING, 0
        while (held := self._leases.take(self.name)) is not None:
            done, after = self._reminders.remind_due(held, after)
            changes = changes.merged(done)
            if not after:
                break
        return changes
