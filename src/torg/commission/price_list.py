"""The price list: which plan holds for a seller's sale in a category on a day, and what a new plan would change.

The rule: a plan that names the seller goes before one that does not. Among those, the one whose category is nearest
to the product's goes first, up the tree to the plan for everything. Of one plan's versions the latest announced of
those begun last holds, as long as its time is not over.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from torg.catalog.categories import TREE
from torg.commission.errors import NoPlan
from torg.commission.models import Plan, PlanKey, Terms, costs_more


class Change(Struct, frozen=True):
    """What a new plan changes, from a day on, for those to whom it comes."""

    on: date
    seller_id: int | None
    """None: every seller that has no plan of its own."""
    category_id: int | None
    """None: everything that no nearer plan is for."""
    before: Terms
    after: Terms

    @property
    def dearer(self) -> bool:
        """Whether there is a price at which sellers pay more than before."""
        return costs_more(self.before, self.after)


class PriceList:
    """All versions of all plans of one market, ready to be asked."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        """Sort the versions: by plan, the one that goes before others first."""
        self.plans = sorted(plans, key=lambda plan: (plan.valid_from, plan.id), reverse=True)
        self._versions: defaultdict[PlanKey, list[Plan]] = defaultdict(list)
        for plan in self.plans:
            self._versions[plan.key].append(plan)

    def plan_for(self, seller_id: int | None, category_id: int | None, on: date) -> Plan:
        """Give the plan that holds; raises `NoPlan`."""
        path: list[int | None] = [each.id for each in reversed(TREE.path(category_id))] if category_id else []
        for seller in dict.fromkeys((seller_id, None)):
            for category in (*path, None):
                found = self._in_force(PlanKey(category, seller), on)
                if found is not None:
                    return found
        raise NoPlan(f"No commission plan holds on {on.isoformat()}.")

    def _in_force(self, key: PlanKey, on: date) -> Plan | None:
        for plan in self._versions.get(key, ()):
            if plan.holds_on(on):
                return plan if plan.rate is not None else None
        return None

    def in_force(self, on: date) -> list[Plan]:
        """Give the version of each plan that holds on a day: everything first, then categories, then sellers."""
        found = (self._in_force(key, on) for key in self._versions)
        return sorted(
            (plan for plan in found if plan is not None),
            key=lambda plan: (plan.seller_id or 0, [each.id for each in TREE.path(plan.category_id or 0)]),
        )

    def announced(self, after: date) -> list[Plan]:
        """Give the versions that begin later than a day, the next one first."""
        return [plan for plan in reversed(self.plans) if plan.valid_from > after and self._counts(plan)]

    def _counts(self, plan: Plan) -> bool:
        """Tell whether no later announcement for the same first day has taken a version's place."""
        same = [each for each in self._versions[plan.key] if each.valid_from == plan.valid_from]
        return same[0].id == plan.id

    @cached_property
    def categories(self) -> list[int | None]:
        """The categories that plans are for, everything first."""
        return [None, *sorted({plan.category_id for plan in self.plans if plan.category_id})]

    @cached_property
    def sellers(self) -> list[int | None]:
        """The sellers that plans are for, everybody else first."""
        return [None, *sorted({plan.seller_id for plan in self.plans if plan.seller_id})]


def with_plan(price_list: PriceList, plan: Plan) -> PriceList:
    """Give the price list as it would be with one more version."""
    return PriceList([*price_list.plans, plan])


def changes(before: PriceList, plan: Plan) -> list[Change]:
    """Find everything that one more version changes, on every day on which something begins or ends."""
    after = with_plan(before, plan)
    sellers: Sequence[int | None] = [plan.seller_id] if plan.seller_id else after.sellers
    found: list[Change] = []
    for day in _turns(after, plan.valid_from):
        for seller in sellers:
            for category in after.categories:
                change = _change(before, after, seller, category, day)
                if change is not None and not _said(found, change):
                    found.append(change)
    return found


def _change(before: PriceList, after: PriceList, seller: int | None, category: int | None, day: date) -> Change | None:
    try:
        new = after.plan_for(seller, category, day).terms
    except NoPlan:
        new = Terms(0)
    try:
        old = before.plan_for(seller, category, day).terms
    except NoPlan:
        old = Terms(0)
    return None if old == new else Change(day, seller, category, old, new)


def _said(found: list[Change], change: Change) -> bool:
    """Tell whether the last change found for the same is the same still: a later day does not repeat it."""
    for each in reversed(found):
        if (each.seller_id, each.category_id) == (change.seller_id, change.category_id):
            return (each.before, each.after) == (change.before, change.after)
    return False


def _turns(price_list: PriceList, first: date) -> Iterator[date]:
    """Give every day from `first` on on which some version begins, or is over."""
    days = {first}
    for plan in price_list.plans:
        days.add(plan.valid_from)
        if plan.valid_until is not None and plan.valid_until < date.max:
            days.add(plan.valid_until + timedelta(days=1))
    return iter(sorted(day for day in days if day >= first))
