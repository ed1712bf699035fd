"""What documents do after a write: confirm an order, write its receipts and credit notes."""

from typing import Any

import msgspec

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.documents.confirm_order import confirm_order
from torg.documents.issue import issue_credit_note, issue_receipt
from torg.documents.models import CreditLine


@jobs.task(name="documents.confirm_order", pass_context=True)
async def confirm(context: JobContext, order_id: int) -> None:
    """Confirm an order that stands to its buyer, and tell its sellers."""
    async with connection(context) as conn:
        await confirm_order(conn, _base_url(context), order_id)


@jobs.task(name="documents.issue_receipt", pass_context=True)
async def receipt(context: JobContext, parcel_id: int) -> None:
    """Write the receipt of a parcel that has been sent."""
    async with connection(context) as conn:
        await issue_receipt(conn, SYSTEM, parcel_id)


@jobs.task(name="documents.issue_credit_note", pass_context=True)
async def credit_note(
    context: JobContext, parcel_id: int, lines: list[dict[str, Any]], cause: str, reason: str = ""
) -> None:
    """Write a credit note; `lines` are `{"line": order line or null, "pieces": 1, "amount": 4900}`."""
    async with connection(context) as conn:
        asked = msgspec.convert(lines, list[CreditLine])
        await issue_credit_note(conn, SYSTEM, parcel_id, asked, cause=cause, reason=reason)


def _base_url(context: JobContext) -> str:
    """Tell where the shop is reached: what the operator has set, else this machine."""
    settings = context.additional_context["settings"]
    return settings.public_url.rstrip("/") or f"http://localhost:{settings.port}"
