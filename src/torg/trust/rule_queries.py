"""All SQL that touches the rules that act on sellers, and their cases."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import msgspec

from torg.core.db import Connection, one, rows
from torg.trust.rules import NewRule, OpenCase, Rule

_COLUMNS = """id, code, version, active, measure, threshold::float8 AS threshold, window_days, minimum, action,
    grace_days, duration_days, ground, at, actor"""


async def rules_in_force(conn: Connection) -> list[Rule]:
    """Find the latest version of every rule, also of those that are switched off, by code."""
    return await rows(
        conn,
        Rule,
        f"SELECT DISTINCT ON (code) {_COLUMNS} FROM trust_rule ORDER BY code, version DESC",  # noqa: S608
    )


async def versions_of(conn: Connection, code: str) -> list[Rule]:
    """Find every version of a rule, the latest first."""
    return await rows(conn, Rule, f"SELECT {_COLUMNS} FROM trust_rule WHERE code = %s ORDER BY version DESC", (code,))  # noqa: S608


async def rule_by_id(conn: Connection, rule_id: int) -> Rule | None:
    """Find one version of a rule."""
    return await one(conn, Rule, f"SELECT {_COLUMNS} FROM trust_rule WHERE id = %s", (rule_id,))  # noqa: S608


async def insert_rule(conn: Connection, rule: NewRule, actor: str) -> Rule | None:
    """Add a rule, or the next version of it; nothing when somebody else adds one at the same moment."""
    return await one(
        conn,
        Rule,
        f"""
        INSERT INTO trust_rule (code, version, active, measure, threshold, window_days, minimum, action, grace_days,
                                duration_days, ground, actor)
        SELECT %(code)s, coalesce(max(version), 0) + 1, %(active)s, %(measure)s, %(threshold)s, %(window_days)s,
               %(minimum)s, %(action)s, %(grace_days)s, %(duration_days)s, %(ground)s, %(actor)s
        FROM trust_rule WHERE code = %(code)s
        ON CONFLICT (code, version) DO NOTHING RETURNING {_COLUMNS}
        """,  # noqa: S608
        {**msgspec.structs.asdict(rule), "actor": actor},
    )


async def open_cases(conn: Connection, code: str) -> dict[int, OpenCase]:
    """Find the open cases of a rule, by seller; locks them."""
    found = await rows(
        conn,
        OpenCase,
        """
        SELECT id, seller_id, rule_id, code, opened, due, acted FROM trust_case
        WHERE code = %s AND ended IS NULL ORDER BY id FOR UPDATE
        """,
        (code,),
    )
    return {case.seller_id: case for case in found}


async def cases_of_seller(conn: Connection, seller_id: int) -> list[OpenCase]:
    """Find a seller's open cases, the most pressing first."""
    return await rows(
        conn,
        OpenCase,
        """
        SELECT id, seller_id, rule_id, code, opened, due, acted FROM trust_case
        WHERE seller_id = %s AND ended IS NULL ORDER BY due, id
        """,
        (seller_id,),
    )


async def insert_case(
    conn: Connection, seller_id: int, rule: Rule, due: datetime, now: datetime, measured: float
) -> int:
    """Open a case: a seller is in breach of a rule."""
    cursor = await conn.execute(
        """
        INSERT INTO trust_case (seller_id, rule_id, code, opened, due, measured) VALUES (%s, %s, %s, %s, %s, %s)
        RETURNING id
        """,
        (seller_id, rule.id, rule.code, now, due, measured),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def save_action(conn: Connection, case_id: int, statement_id: int | None, now: datetime) -> None:
    """Note that a case was acted on, with the statement that says so; without one it was a warning, and is over."""
    await conn.execute(
        """
        UPDATE trust_case SET acted = %(now)s, statement_id = %(statement)s,
            ended = CASE WHEN %(statement)s::bigint IS NULL THEN %(now)s END,
            outcome = CASE WHEN %(statement)s::bigint IS NULL THEN 'warned' END
        WHERE id = %(case)s
        """,
        {"now": now, "statement": statement_id, "case": case_id},
    )


async def end_case(conn: Connection, case_id: int, outcome: Literal["recovered", "superseded", "warned"]) -> None:
    """Close a case."""
    await conn.execute("UPDATE trust_case SET ended = now(), outcome = %s WHERE id = %s", (outcome, case_id))


async def end_case_of(conn: Connection, statement_id: int, outcome: Literal["expired", "reversed"]) -> None:
    """Close the case whose measure has ended, if there is one."""
    await conn.execute(
        "UPDATE trust_case SET ended = now(), outcome = %s WHERE statement_id = %s AND ended IS NULL",
        (outcome, statement_id),
    )


async def judged_before(conn: Connection, code: str, sellers: Collection[int]) -> dict[int, datetime]:
    """Find when a rule last ended a case of each seller by acting: what was before is not held against it twice."""
    cursor = await conn.execute(
        """
        SELECT seller_id, max(acted) FROM trust_case
        WHERE code = %s AND seller_id = ANY(%s) AND acted IS NOT NULL AND ended IS NOT NULL GROUP BY seller_id
        """,
        (code, list(sellers)),
    )
    return dict(await cursor.fetchall())


async def selling_sellers(conn: Connection) -> list[int]:
    """Find the sellers whose goods shoppers see, in order."""
    cursor = await conn.execute("SELECT id FROM seller WHERE status IN ('active', 'restricted') ORDER BY id")
    return [row[0] for row in await cursor.fetchall()]
