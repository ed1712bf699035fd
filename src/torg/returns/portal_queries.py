"""SQL of returns in the portal: within `as_seller`, which shows a seller its own."""

from typing import LiteralString

RETURN_ROWS: LiteralString = """
    SELECT c.id, o.number, c.kind, c.state, c.noticed, (c.due AT TIME ZONE 'Europe/Stockholm')::date AS due,
           c.closed IS NULL AND c.due < now() + interval '3 days' AS urgent,
           c.closed IS NULL AND c.due < now() AS overdue, c.late, c.refund, c.currency,
           (SELECT string_agg(r.pieces || ' × ' || l.title, ', ' ORDER BY r.id)
            FROM return_line r JOIN order_line l ON l.id = r.order_line_id WHERE r.return_id = c.id) AS goods
    FROM return_case c JOIN customer_order o ON o.id = c.order_id WHERE c.seller_id = %(seller)s
"""
