"""What time brings about: announced decisions take effect, measures end, new terms are told."""

from datetime import UTC, datetime

from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.jobs import JobContext, connection, jobs
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.sellers.agreements import Agreement, agreement_ahead
from torg.sellers.decide import apply_decision, decide
from torg.sellers.decision_models import NewDecision
from torg.sellers.decision_queries import due_decisions, ended_decisions, insert_notice, lock_decision
from torg.sellers.file_queries import sellers_to_tell
from torg.sellers.queries import lock_seller
from torg.sellers.states import may_become
from torg.sellers.tell_seller import addresses_of


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="sellers.keep_time", pass_context=True)
async def keep_time(context: JobContext, timestamp: int = 0) -> None:
    """Every ten minutes: bring decisions into effect and to their end, and tell of new terms."""
    del timestamp
    now = datetime.now(UTC)
    async with connection(context) as conn:
        await apply_due(conn, now)
        await end_measures(conn, now)
    async with connection(context) as conn:
        await tell_of_agreement(conn)


async def apply_due(conn: Connection, now: datetime) -> int:
    """Bring announced decisions whose time has come into effect; give how many.

    One that no longer fits the seller's state (it closed itself meanwhile) is left where it is.
    """
    applied = 0
    for decision_id in await due_decisions(conn, now):
        found = await lock_decision(conn, decision_id)
        if found is None or found.applied is not None or found.withdrawn is not None:
            continue
        seller = await lock_seller(conn, found.seller_id)
        if may_become(seller.status, found.to_status, "market"):
            await apply_decision(conn, SYSTEM, seller, found)
            applied += 1
    return applied


async def end_measures(conn: Connection, now: datetime) -> int:
    """End restrictions and suspensions whose time is over; give how many."""
    ended = await ended_decisions(conn, now)
    for decision_id in ended:
        found = await lock_decision(conn, decision_id)
        if found is not None:
            new = NewDecision("active", ground=found.ground, automated=True)
            await decide(conn, SYSTEM, found.seller_id, new, now=now)
    return len(ended)


async def tell_of_agreement(conn: Connection, agreement: Agreement | None = None) -> int:
    """Tell every seller of the terms that come next, in the portal and by mail, each once; give how many.

    Whoever is told late is bound late: 15 days after the notice at the earliest (`Agreement.binds`).
    """
    ahead = agreement or agreement_ahead()
    if ahead is None:
        return 0
    told = await sellers_to_tell(conn, ahead.version)
    for seller_id in told:
        seller = await lock_seller(conn, seller_id)
        binds = ahead.binds(datetime.now(UTC))
        body = {"version": ahead.version, "binds": binds.isoformat()}
        await insert_notice(conn, seller_id, None, "agreement.changes", body)
        await record(conn, SYSTEM, "agreement.told", f"agreement:{ahead.version}", body, seller=seller_id)
        for place, (email, language) in enumerate(await addresses_of(conn, seller)):
            subject = f"{seller.name}: {catalogue(language).say('The agreement changes')}"
            mail = mail_from_template(
                email, language, "sellers/mail/agreement.html", subject, seller=seller, binds=binds,
                changes=ahead.changes.get(language, ahead.changes["en"]),
            )  # fmt: skip
            await send_mail(conn, mail, message_id=f"agreement-{ahead.version}-{seller_id}-{place}")
    return len(told)
