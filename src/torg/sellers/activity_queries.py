"""The SQL of the activity log and of the office's list of sellers, for the desk's tables."""

from typing import LiteralString

# The journal is in the order of its ids; its own policy shows a seller only what concerns it.
ACTIVITY: LiteralString = """
    SELECT j.id, j.at, j.kind, j.subject, j.actor, coalesce(nullif(a.name, ''), a.email) AS who,
           (j.body - 'seller')::text AS details
    FROM journal AS j
    LEFT JOIN account AS a ON j.actor LIKE 'seller:%%/%%' AND j.actor NOT LIKE '%%/key:%%'
        AND a.id::text = split_part(j.actor, '/', 2)
    WHERE j.seller_id = %(seller)s
"""

SELLERS: LiteralString = """
    SELECT s.id, s.slug, s.name, s.country, s.org_number, s.status, s.standing, s.created, s.home_market,
           f.submitted, c.complaints, w.target AS announced
    FROM seller AS s
    JOIN seller_file AS f ON f.seller_id = s.id
    CROSS JOIN LATERAL (SELECT count(*) AS complaints FROM seller_complaint AS q
                        WHERE q.seller_id = s.id AND q.answered IS NULL) AS c
    LEFT JOIN LATERAL (SELECT d.to_status AS target FROM seller_decision AS d
                       WHERE d.seller_id = s.id AND d.applied IS NULL AND d.withdrawn IS NULL
                       ORDER BY d.id DESC LIMIT 1) AS w ON true
"""

# The office sees staff by their names as well.
ACTIVITY_TO_OFFICE: LiteralString = """
    SELECT j.id, j.at, j.kind, j.subject, j.actor, coalesce(nullif(a.name, ''), a.email, j.actor) AS who,
           (j.body - 'seller')::text AS details
    FROM journal AS j
    LEFT JOIN account AS a ON a.id::text = CASE
        WHEN j.actor LIKE 'seller:%%/%%' AND j.actor NOT LIKE '%%/key:%%' THEN split_part(j.actor, '/', 2)
        WHEN j.actor LIKE 'operator:%%' THEN split_part(j.actor, ':', 2) END
    WHERE j.seller_id = %(seller)s
"""
