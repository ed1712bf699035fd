"""Count kept and broken promises: each order line once it was due, late and cancelled ones beside it."""

from datetime import UTC, date, datetime

from torg.core.db import Connection
from torg.returns.queries import promised_lines
from torg.returns.withdraw import WITHDRAWN
from torg.sellers.standing_acts import note_standing_events
from torg.sellers.standing_queries import NewEvent


async def note_promises(conn: Connection, first: date, last: date) -> int:
    """Note the order lines that were promised within these days; what was noted before counts once. Gives how many.

    Late is what arrived after its promised day or, where nobody has said that it arrived, what had not left by then.
    What the buyer withdrew from or asked for is no cancellation of the seller's.
    """
    events = []
    for seller_id, line_id, promised, late, cancelled in await promised_lines(conn, first, last, (WITHDRAWN, "buyer")):
        at = datetime(promised.year, promised.month, promised.day, 23, 59, tzinfo=UTC)
        name = f"order_line:{line_id}"
        events.append(NewEvent(seller_id, "order", name, at, None))
        if late:
            events.append(NewEvent(seller_id, "late", name, at, None))
        if cancelled:
            events.append(NewEvent(seller_id, "cancelled", name, at, None))
    return await note_standing_events(conn, events)
