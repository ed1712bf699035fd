"""What goes back with a return: pure arithmetic on the original lines."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from msgspec import Struct

from torg.commission import given_back
from torg.core.money import rounded_half_up
from torg.orders import OrderLine, Parcel, left_of, worth_of
from torg.returns.errors import BadReturn
from torg.returns.models import Inspected, ReturnKind


class Before(Struct, frozen=True):
    """What earlier cases of the same parcel have given back already, beside the lines."""

    delivery: int = 0
    subsidy: int = 0


class Reckoned(Struct, frozen=True):
    """What a decision does to the accounts."""

    lines: dict[int, int]
    """The refund of each order line."""
    delivery: int
    subsidy: int
    """What the seller gives back of what the market had paid towards the goods."""
    commission: int
    """What the market gives back of its fee, before VAT."""
    commission_vat: int

    @property
    def refund(self) -> int:
        """What the shopper gets back."""
        return sum(self.lines.values()) + self.delivery


def most_of(line: OrderLine, pieces: int, *, kept: bool = False) -> int:
    """Give the most that pieces of a line bring back: what was paid for them, less what has gone back for them before.

    `kept` are pieces that stay with the shopper (a lower price after a complaint). All parts together never exceed
    what was paid for the line.
    """
    if kept:
        return min(worth_of(line, pieces), line.total - line.refunded)
    gone = line.cancelled + line.returned + pieces
    until_now = rounded_half_up(Fraction(line.total * gone, line.quantity))
    return max(0, min(worth_of(line, pieces), until_now - line.refunded))


def reckon(
    parcel: Parcel,
    lines: Collection[OrderLine],
    inspected: Mapping[int, Inspected],
    kind: ReturnKind,
    before: Before,
    *,
    kept: bool = False,
) -> Reckoned:
    """Work out what a decision gives back.

    A withdrawal or complaint that leaves nothing of the parcel brings back what was paid for its delivery as well
    (Directive 2011/83, Art. 13(1)). Raises `BadReturn` when more is deducted than the pieces are worth.
    """
    refunds: dict[int, int] = {}
    fee = vat = 0
    for line in lines:
        found = inspected.get(line.id)
        if found is None or found.pieces == 0:
            continue
        most = most_of(line, found.pieces, kept=kept)
        if not 0 <= found.deduction <= most:
            raise BadReturn("The deduction is more than what was paid for the pieces.")
        refunds[line.id] = most - found.deduction
        if line.total:
            back = given_back(line.commission, line.total, line.refunded, refunds[line.id])
            fee, vat = fee + back.net, vat + back.vat
    after = {line.id: left_of(line) - (0 if kept else _pieces(inspected, line.id)) for line in lines}
    delivery = 0
    if kind != "return" and not kept and not any(after.values()):
        delivery = _delivery_paid(parcel, lines) - before.delivery
    return Reckoned(refunds, delivery, _subsidy(parcel, lines, after, before), fee, vat)


def _pieces(inspected: Mapping[int, Inspected], line_id: int) -> int:
    return inspected[line_id].pieces if line_id in inspected else 0


def _delivery_paid(parcel: Parcel, lines: Collection[OrderLine]) -> int:
    return parcel.delivery - (parcel.discount - sum(line.discount for line in lines))


def _subsidy(parcel: Parcel, lines: Collection[OrderLine], after: Mapping[int, int], before: Before) -> int:
    """Give the market its part back in proportion to what is gone of the goods; all of it with the last piece."""
    if not parcel.market_discount or not parcel.goods:
        return 0
    gone = sum(line.unit_price * (line.quantity - after[line.id]) for line in lines)
    return max(0, rounded_half_up(Fraction(parcel.market_discount * gone, parcel.goods)) - before.subsidy)
