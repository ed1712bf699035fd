"""What follows from a change of commission: every seller whom it concerns is told by mail."""

from torg.commission.models import Plan
from torg.commission.price_list import Change, PriceList, changes
from torg.commission.queries import Affected, plan_by_id, plans_of, sellers_to_tell
from torg.commission.words import category_words, long_date, terms_words
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.jobs import JobContext, connection, jobs
from torg.core.mail import mail_from_template, send_mail
from torg.markets import LANGUAGES, market


@jobs.task(name="commission.tell_sellers", pass_context=True)
async def tell_sellers_of_plan(context: JobContext, plan_id: int) -> None:
    """Mail what a plan changes to every seller that it concerns, each once."""
    async with connection(context) as conn:
        settings = context.additional_context.get("settings")
        await tell_sellers(conn, plan_id, settings.public_url if settings is not None else "")


async def tell_sellers(conn: Connection, plan_id: int, origin: str = "") -> int:
    """Put a mail to every seller that a plan concerns into the caller's transaction; tell how many they are.

    `origin` (`https://torg.example`) stands before the address of the portal.
    """
    plan = await plan_by_id(conn, plan_id)
    if plan is None:
        return 0
    versions = await plans_of(conn, plan.market)
    found = changes(PriceList(each for each in versions if each.id < plan.id), plan)
    of_their_own = {each.seller_id for each in versions if each.seller_id is not None and each.id <= plan.id}
    told = 0
    for seller in await sellers_to_tell(conn, plan.market, plan.seller_id):
        key = seller.id if seller.id in of_their_own else None
        theirs = [each for each in found if each.seller_id == key]
        if theirs:
            language = next((each for each in seller.languages if each in LANGUAGES), "en")
            await _tell(conn, plan, theirs, seller, language, origin)
            told += 1
    return told


async def _tell(
    conn: Connection, plan: Plan, found: list[Change], seller: Affected, language: str, origin: str
) -> None:
    say = catalogue(language).say
    currency = market(plan.market).currency
    lines = [
        {
            "on": long_date(each.on, language),
            "what": category_words(each.category_id, language),
            "before": terms_words(each.before, currency, language),
            "after": terms_words(each.after, currency, language),
        }
        for each in found
    ]
    subject = say("The commission changes on %(day)s", day=long_date(found[0].on, language))
    mail = mail_from_template(
        seller.email, language, "commission/mail/plan.html", subject, name=seller.name, lines=lines,
        market=market(plan.market).names[language], path=f"{origin.rstrip('/')}/portal/{seller.slug}/terms",
        dearer=any(each.dearer for each in found),
    )  # fmt: skip
    await send_mail(conn, mail, message_id=f"commission-{plan.id}-{seller.id}")
