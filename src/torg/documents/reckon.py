"""A receipt and its credit notes in figures: however an amount is given back, the parts add up to the whole."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from torg.core.money import rounded_half_up
from torg.documents.errors import CreditTooHigh
from torg.documents.models import CreditLine, DocumentLine
from torg.orders import OrderLine, Parcel


def receipt_lines(parcel: Parcel, lines: Iterable[OrderLine], delivery_title: str) -> list[DocumentLine]:
    """Give what was sent, as it was when it left: cancelled pieces are not on it, later returns do not change it."""
    held = list(lines)
    found = [each for each in map(_sent, held) if each.quantity]
    delivery = parcel.delivery - (parcel.discount - sum(line.discount for line in held))
    if parcel.delivery:
        found.append(DocumentLine(None, delivery_title, 1, delivery, parcel.delivery_vat_rate, parcel.delivery_vat))
    return found


def credited_lines(
    receipt: Sequence[DocumentLine], before: Iterable[DocumentLine], asked: Iterable[CreditLine]
) -> list[DocumentLine]:
    """Give the lines of a credit note; their VAT is the part of the receipt's that has not been credited before.

    Raises `CreditTooHigh` when a line is not on the receipt, or more is asked for than is left of it.
    """
    gone: dict[int | None, tuple[int, int]] = {}
    for line in before:
        amount, vat = gone.get(line.order_line, (0, 0))
        gone[line.order_line] = (amount + line.total, vat + line.vat)
    by_line = {line.order_line: line for line in receipt}
    found = []
    for each in asked:
        of = by_line.get(each.line)
        amount, vat = gone.get(each.line, (0, 0))
        if of is None or each.amount <= 0 or amount + each.amount > of.total:
            raise CreditTooHigh(f"Line {each.line}: {each.amount} cannot be credited.")
        total_vat = rounded_half_up(Fraction(of.vat * (amount + each.amount), of.total))
        found.append(DocumentLine(each.line, of.title, each.pieces, each.amount, of.vat_rate, total_vat - vat))
        gone[each.line] = (amount + each.amount, total_vat)
    if not found:
        raise CreditTooHigh("Nothing is to be credited.")
    return found


def _sent(line: OrderLine) -> DocumentLine:
    # Pieces are cancelled before the parcel leaves and returned after it: the same share as `worth_of` took off then.
    total = line.total - rounded_half_up(Fraction(line.total * line.cancelled, line.quantity))
    vat = rounded_half_up(Fraction(line.vat * total, line.total)) if line.total else 0
    title = ", ".join([line.title, *(f"{name}: {value}" for name, value in line.options.items())])
    return DocumentLine(line.id, title, line.quantity - line.cancelled, total, line.vat_rate, vat)
