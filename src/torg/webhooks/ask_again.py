"""What a seller can ask of the dispatcher: a test, one event again, all of a time again."""

from datetime import UTC, datetime, timedelta

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.webhooks.endpoint_life import endpoint_of
from torg.webhooks.errors import BadReplay, DeliveryNotFound, EndpointNotActive
from torg.webhooks.events import TEST_KIND
from torg.webhooks.models import Endpoint
from torg.webhooks.queries import delivery_by_id, insert_replay

LONGEST_REPLAY = timedelta(days=90)


async def send_test(conn: Connection, actor: Actor, seller_id: int, endpoint_id: int) -> None:
    """Have a `webhook.test` sent to an endpoint; raises EndpointNotFound, EndpointNotActive."""
    endpoint = await _active(conn, seller_id, endpoint_id)
    subject = f"webhook_endpoint:{endpoint.id}"
    await record(conn, actor, TEST_KIND, subject, {"endpoint": endpoint.id}, seller=seller_id)


async def replay_delivery(conn: Connection, actor: Actor, seller_id: int, endpoint_id: int, delivery_id: int) -> int:
    """Have one event sent to an endpoint again, with the same `webhook-id`; give the number of the wish.

    Raises EndpointNotFound, EndpointNotActive, DeliveryNotFound.
    """
    endpoint = await _active(conn, seller_id, endpoint_id)
    delivery = await delivery_by_id(conn, endpoint.id, delivery_id)
    if delivery is None:
        raise DeliveryNotFound
    replay = await insert_replay(conn, seller_id, endpoint.id, str(actor), message_id=delivery.message_id)
    await _tell(conn, actor, endpoint, {"replay": replay, "delivery": delivery_id})
    return replay


async def replay_time(
    conn: Connection, actor: Actor, seller_id: int, endpoint_id: int, since: datetime, until: datetime | None = None
) -> int:
    """Have all sent to an endpoint that happened from `since` until before `until` (now); give the number of the wish.

    Whether it was sent before makes no difference. Raises EndpointNotFound, EndpointNotActive, BadReplay.
    """
    now = datetime.now(UTC)
    end = until or now
    if since.tzinfo is None or end.tzinfo is None or since >= min(end, now):
        raise BadReplay("A time begins before it ends, and has begun: say both with their offset from UTC.")
    if now - since > LONGEST_REPLAY:
        raise BadReplay(f"What happened more than {LONGEST_REPLAY.days} days ago is not told again.")
    endpoint = await _active(conn, seller_id, endpoint_id)
    end = min(end, now)
    replay = await insert_replay(conn, seller_id, endpoint.id, str(actor), since=since, until=end)
    await _tell(conn, actor, endpoint, {"replay": replay, "since": since.isoformat(), "until": end.isoformat()})
    return replay


async def _active(conn: Connection, seller_id: int, endpoint_id: int) -> Endpoint:
    endpoint = await endpoint_of(conn, seller_id, endpoint_id)
    if endpoint.state != "active":
        raise EndpointNotActive
    return endpoint


async def _tell(conn: Connection, actor: Actor, endpoint: Endpoint, body: dict[str, object]) -> None:
    subject = f"webhook_endpoint:{endpoint.id}"
    await record(
        conn, actor, "webhook.replay_asked", subject, {"endpoint": endpoint.id, **body}, seller=endpoint.seller_id
    )  # fmt: skip
