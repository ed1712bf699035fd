"""The one statement that places an order."""

from typing import Any

import msgspec
from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import CHANNEL
from torg.ledger import Entry
from torg.orders.models import NewOrder, RefusedOffer

PLACE = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(%(lines)s::jsonb) AS w (
            line smallint, place smallint, offer_id bigint, variant_id bigint, product_id bigint, category_id integer,
            sku text, title text, options jsonb, picture text, condition text, quantity integer, unit_price bigint,
            discount bigint, total bigint, vat_rate integer, vat bigint, commission jsonb)
    ), asked AS MATERIALIZED (
        SELECT offer_id, min(product_id) AS product_id, sum(quantity)::integer AS quantity, min(unit_price) AS price
        FROM wanted GROUP BY offer_id
    ), locked AS MATERIALIZED (
        SELECT o.id, o.price, o.stock, o.market = %(market)s AND o.status = 'active' AND s.selling AND NOT EXISTS (
                   SELECT FROM sale_stop t
                   WHERE t.product_id = a.product_id AND t.ended IS NULL
                     AND coalesce(t.variant_id, o.variant_id) = o.variant_id
                     AND coalesce(t.seller_id, o.seller_id) = o.seller_id) AS for_sale
        FROM offer o JOIN asked a ON a.offer_id = o.id JOIN seller s ON s.id = o.seller_id
        ORDER BY o.id FOR NO KEY UPDATE OF o
    ), refused AS MATERIALIZED (
        SELECT a.offer_id AS offer, l.price, l.stock, CASE
                   WHEN l.for_sale IS NOT TRUE THEN 'not_for_sale'
                   WHEN l.price <> a.price THEN 'price_changed'
                   ELSE 'sold_out' END AS reason
        FROM asked a LEFT JOIN locked l ON l.id = a.offer_id
        WHERE l.for_sale IS NOT TRUE OR l.price <> a.price OR l.stock < a.quantity
    ), made AS (
        INSERT INTO customer_order (
            number, secret, state, market, locale, currency, account_id, email, phone, address, goods, delivery,
            discount, total, vat, payment_method, cart_id, idempotency_key, request_hash, expires, placed)
        SELECT %(number)s, %(secret)s, CASE WHEN %(expires)s::timestamptz IS NULL THEN 'placed'
                   ELSE 'awaiting_payment' END, %(market)s, %(locale)s, %(currency)s, %(account)s, %(email)s,
               %(phone)s, %(address)s::jsonb, %(goods)s, %(delivery)s, %(discount)s, %(total)s, %(vat)s,
               %(payment_method)s, %(cart)s, %(key)s, %(request_hash)s, %(expires)s,
               CASE WHEN %(expires)s::timestamptz IS NULL THEN now() END
        WHERE NOT EXISTS (SELECT FROM refused)
        ON CONFLICT (idempotency_key) DO NOTHING
        RETURNING id, state
    ), taken AS (
        UPDATE offer SET stock = offer.stock - asked.quantity, changed = now() FROM asked, made
        WHERE offer.id = asked.offer_id
        RETURNING offer.id, offer.seller_id, offer.stock, asked.quantity
    ), parcels AS (
        INSERT INTO parcel (
            order_id, place, seller_id, state, goods, delivery, discount, total, vat, delivery_vat_rate, delivery_vat,
            commission, commission_vat, commission_vat_country, market_discount, delivery_choice, promised_from,
            promised_until)
        SELECT made.id, p.place, p.seller_id, made.state, p.goods, p.delivery, p.discount, p.total, p.vat,
               p.delivery_vat_rate, p.delivery_vat, p.commission, p.commission_vat, p.commission_vat_country,
               p.market_discount, p.delivery_choice, p.promised_from, p.promised_until
        FROM made, jsonb_to_recordset(%(parcels)s::jsonb) AS p (
            place smallint, seller_id bigint, goods bigint, delivery bigint, discount bigint, total bigint, vat bigint,
            delivery_vat_rate integer, delivery_vat bigint, commission bigint, commission_vat bigint,
            commission_vat_country text, market_discount bigint, delivery_choice jsonb, promised_from date,
            promised_until date)
        RETURNING id, order_id, place, seller_id
    ), lines AS (
        INSERT INTO order_line (
            order_id, parcel_id, seller_id, line, offer_id, variant_id, product_id, category_id, sku, title, options,
            picture, condition, quantity, unit_price, discount, total, vat_rate, vat, commission)
        SELECT p.order_id, p.id, p.seller_id, w.line, w.offer_id, w.variant_id, w.product_id, w.category_id, w.sku,
               w.title, w.options, w.picture, w.condition, w.quantity, w.unit_price, w.discount, w.total, w.vat_rate,
               w.vat, w.commission
        FROM wanted w JOIN parcels p ON p.place = w.place
    ), emptied AS (
        DELETE FROM cart_line USING made
        WHERE made.state = 'placed' AND cart_line.cart_id = %(cart)s AND NOT later
          AND offer_id IN (SELECT offer_id FROM asked)
    ), entries AS (
        INSERT INTO journal (kind, subject, body, market, seller_id, actor)
        SELECT 'offer.changed', 'offer:' || t.id,
               jsonb_build_object('product', w.product_id, 'stock', jsonb_build_array(t.stock + t.quantity, t.stock)),
               %(market)s, t.seller_id, %(actor)s
        FROM taken t JOIN LATERAL (SELECT product_id FROM wanted WHERE offer_id = t.id LIMIT 1) AS w ON true
        UNION ALL
        SELECT 'parcel.' || made.state, 'parcel:' || p.id, jsonb_build_object('parcel', p.id, 'order', made.id),
               %(market)s, p.seller_id, %(actor)s
        FROM parcels p, made
        UNION ALL
        SELECT 'order.' || made.state, 'order:' || made.id, jsonb_build_object('order', made.id), %(market)s, NULL,
               %(actor)s
        FROM made
    ), posted AS MATERIALIZED (
        SELECT ledger_post('order.placed', 'order:' || made.id, %(actor)s,
                           replace(%(entries)s, '@order', made.id::text)::jsonb) AS id FROM made
        WHERE %(entries)s::text IS NOT NULL
    ), queued AS MATERIALIZED (
        SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
            'default', CASE made.state WHEN 'placed' THEN 'documents.confirm_order' ELSE 'orders.expire_order' END, 0,
            NULL, NULL, jsonb_build_object('order_id', made.id), %(expires)s::timestamptz
        )::procrastinate_job_to_defer_v1]) AS id FROM made
    ), woken AS MATERIALIZED (
        SELECT pg_notify(%(channel)s, '') AS done FROM made
    )
    SELECT (SELECT id FROM made),
           (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM refused AS r),
           (SELECT count(id) FROM posted), (SELECT count(id) FROM queued), (SELECT count(*) FROM woken)
"""


class Made(Struct, frozen=True):
    """What became of an attempt to place an order: its id, or what stood against it."""

    id: int | None
    refused: list[RefusedOffer]


async def insert_order(
    conn: Connection,
    actor: Actor,
    order: NewOrder,
    number: str,
    secret: str,
    request_hash: bytes,
    entries: list[Entry] | None,
) -> Made:
    """Place an order with everything that belongs to it, or nothing of it.

    Locks its offers in the order of their ids and compares them with what was asked; nothing is written when one of
    them differs, nor when the idempotency key has been used.
    """
    cursor = await conn.execute(PLACE, parameters(actor, order, number, secret, request_hash, entries))
    row = await cursor.fetchone()
    if row is None:
        raise AssertionError("a query without a table gives a row")
    return Made(row[0], msgspec.convert(row[1], list[RefusedOffer]))


def parameters(
    actor: Actor,
    order: NewOrder,
    number: str,
    secret: str,
    request_hash: bytes,
    entries: list[Entry] | None,
) -> dict[str, Any]:
    """Give the values of `PLACE`; no entries while the order waits for its payment."""
    parcels: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for place, parcel in enumerate(order.parcels, 1):
        parcels.append(
            {
                "place": place,
                "seller_id": parcel.seller_id,
                "goods": parcel.goods,
                "delivery": parcel.delivery,
                "discount": parcel.discount,
                "total": parcel.total,
                "vat": parcel.vat,
                "delivery_vat_rate": parcel.delivery_vat_rate,
                "delivery_vat": parcel.delivery_vat,
                "commission": sum(line.commission.net for line in parcel.lines),
                "commission_vat": sum(line.commission.vat for line in parcel.lines),
                "commission_vat_country": parcel.lines[0].commission.vat_country,
                "market_discount": parcel.market_discount,
                "delivery_choice": parcel.choice,
                "promised_from": parcel.promised[0],
                "promised_until": parcel.promised[1],
            }
        )
        for line in parcel.lines:
            fields = {name: getattr(line, name) for name in line.__struct_fields__}
            lines.append({"line": len(lines) + 1, "place": place, "total": line.total, **fields})
    return {
        "lines": _json(lines),
        "parcels": _json(parcels),
        "number": number,
        "secret": secret,
        "market": order.market,
        "locale": order.locale,
        "currency": order.currency,
        "account": order.account_id,
        "email": order.email,
        "phone": order.phone,
        "address": _json(order.address),
        "goods": sum(parcel.goods for parcel in order.parcels),
        "delivery": sum(parcel.delivery for parcel in order.parcels),
        "discount": sum(parcel.discount for parcel in order.parcels),
        "total": order.total,
        "vat": sum(parcel.vat for parcel in order.parcels),
        "payment_method": order.payment_method,
        "key": order.idempotency_key,
        "request_hash": request_hash,
        "expires": order.expires,
        "cart": order.cart_id,
        "entries": None if entries is None else _json([_entry(each) for each in entries]),
        "actor": str(actor),
        "channel": CHANNEL,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    account = entry.account
    return {
        "kind": account.kind,
        "holder": account.holder,
        "currency": account.currency,
        "amount": entry.amount,
        "label": entry.label,
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
