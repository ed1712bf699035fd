"""What documents do after a write: confirm an order, write its receipts and credit notes."""

from torg.core.jobs import JobContext, connection, jobs
from torg.documents.confirm_order import confirm_order
from torg.settings import Settings


@jobs.task(name="documents.confirm_order", pass_context=True)
async def confirm(context: JobContext, order_id: int) -> None:
    """Confirm an order that stands to its buyer, and tell its sellers."""
    async with connection(context) as conn:
        await confirm_order(conn, _base_url(context), order_id)


def _base_url(context: JobContext) -> str:
    """Tell where the shop is reached: what the operator has set, else this machine."""
    settings: Settings = context.additional_context["settings"]
    return settings.public_url.rstrip("/") or f"http://localhost:{settings.port}"
