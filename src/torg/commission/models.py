"""The nouns of commission: terms, dated plans, and what a line costs. Amounts are minor units, rates basis points."""

from datetime import date, datetime
from fractions import Fraction

from msgspec import Struct

from torg.commission.fee_vat import FeeVat, VatTreatment
from torg.core.money import rounded_half_up

WHOLE = 10_000
"""Basis points in one."""


class Terms(Struct, frozen=True):
    """What is taken of a sale: a share of what the shopper pays, something for each piece, and a least for each."""

    rate: int
    fixed: int = 0
    minimum: int = 0

    def fee(self, amount: int, quantity: int = 1) -> int:
        """Give the fee before VAT: the share rounded half up plus the fixed part, and the minimum at the least."""
        share = rounded_half_up(Fraction(amount * self.rate, WHOLE))
        return max(self.minimum * quantity, share + self.fixed * quantity)

    def exact(self, price: Fraction) -> Fraction:
        """Give the fee of one piece before rounding."""
        return max(Fraction(self.minimum), price * self.rate / WHOLE + self.fixed)

    def bend(self) -> Fraction:
        """Give the price from which on the minimum does not matter."""
        above = self.minimum - self.fixed
        return Fraction(above * WHOLE, self.rate) if above > 0 and self.rate > 0 else Fraction(0)


def costs_more(before: Terms, after: Terms) -> bool:
    """Tell whether there is a price at which `after` takes more than `before`.

    Both are straight but for one bend each, so that their difference is greatest at the start, at a bend, or far out.
    """
    if after.rate > before.rate:
        return True
    places = (Fraction(0), before.bend(), after.bend())
    return any(after.exact(place) > before.exact(place) for place in places)


class PlanKey(Struct, frozen=True):
    """For whom and what a plan is: everything that has none of its own, where a part is none."""

    category_id: int | None = None
    seller_id: int | None = None


class Plan(Struct, frozen=True):
    """One version of a commission plan, from a day on; one without a rate ends the versions before it."""

    id: int
    market: str
    category_id: int | None
    seller_id: int | None
    valid_from: date
    valid_until: date | None
    """The last day, when it is for a time only: what held before holds again after it."""
    rate: int | None
    fixed: int
    minimum: int
    announced: datetime

    @property
    def key(self) -> PlanKey:
        """For whom and what it is."""
        return PlanKey(self.category_id, self.seller_id)

    @property
    def terms(self) -> Terms:
        """What it takes."""
        return Terms(self.rate or 0, self.fixed, self.minimum)

    def holds_on(self, day: date) -> bool:
        """Tell whether the day is within its time."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class NewPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A plan that the operator announces."""

    market: str
    valid_from: date
    rate: int | None
    fixed: int = 0
    minimum: int = 0
    category_id: int | None = None
    seller_id: int | None = None
    valid_until: date | None = None


class SaleLine(Struct, frozen=True):
    """What is sold, as far as commission goes."""

    amount: int
    """What the shopper pays for all pieces, VAT included, after reductions that the seller pays."""
    currency: str
    quantity: int = 1


class Commission(Struct, frozen=True):
    """What the market takes of a line, frozen on it when the order is placed."""

    net: int
    vat: int
    currency: str
    rate: int
    plan_id: int
    vat_rate: int
    """Basis points."""
    vat_treatment: VatTreatment
    vat_country: str
    """Whose VAT it is; empty where none is charged."""

    @property
    def gross(self) -> int:
        """What the seller is charged."""
        return self.net + self.vat


def commission_of(line: SaleLine, plan: Plan, vat: FeeVat) -> Commission:
    """Work out what the market takes of a line; VAT comes on top of the fee, each rounded half up once."""
    net = plan.terms.fee(line.amount, line.quantity)
    return Commission(
        net=net,
        vat=rounded_half_up(Fraction(net * vat.rate, WHOLE)),
        currency=line.currency,
        rate=plan.rate or 0,
        plan_id=plan.id,
        vat_rate=vat.rate,
        vat_treatment=vat.treatment,
        vat_country=vat.country,
    )


def given_back(frozen: Commission, amount: int, refunded_before: int, refund: int) -> Commission:
    """Give the part of a line's commission that goes back with a refund, in proportion to what was paid.

    `amount` is what the line cost, `refunded_before` what has gone back of it already. However a line is refunded
    in parts, what goes back of fee and VAT adds up: to all of it when all of the line has been refunded.
    """
    if not 0 <= refunded_before <= refunded_before + refund <= amount:
        raise ValueError(f"{refunded_before} and {refund} of {amount} cannot be refunded")

    def part(whole: int) -> int:
        if amount == 0:
            return whole
        after, before = refunded_before + refund, refunded_before
        return rounded_half_up(Fraction(whole * after, amount)) - rounded_half_up(Fraction(whole * before, amount))

    return Commission(
        net=part(frozen.net), vat=part(frozen.vat), currency=frozen.currency, rate=frozen.rate, plan_id=frozen.plan_id,
        vat_rate=frozen.vat_rate, vat_treatment=frozen.vat_treatment, vat_country=frozen.vat_country,
    )  # fmt: skip
