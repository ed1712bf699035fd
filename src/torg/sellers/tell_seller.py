"""Tell a seller what was decided about it: in the portal at once, and by mail to each owner in their language."""

from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.isolation import as_ourselves
from torg.core.mail import mail_from_template, send_mail
from torg.markets import MARKETS
from torg.sellers.completeness import WANTED
from torg.sellers.decision_models import GROUND_NAMES, STATUS_NAMES, SURFACE_NAMES, Decision
from torg.sellers.decision_queries import insert_notice
from torg.sellers.models import Seller
from torg.sellers.states import TIME_TO_COMPLAIN
from torg.sellers.team_queries import owners_of


async def tell_seller(conn: Connection, seller: Seller, decision: Decision) -> None:
    """Put a decision with its reasons into the seller's inbox and on its way by mail, in the caller's transaction.

    What the statement says: the measure and its extent, from when and until when, the facts, the ground, whether a
    machine decided, and how to complain (DSA Art. 17(3), P2B Art. 4(5)).
    """
    await insert_notice(conn, seller.id, decision.id, f"decision.{decision.to_status}", {})
    for place, (email, language) in enumerate(await addresses_of(conn, seller)):
        say = catalogue(language).say
        subject = f"{seller.name}: {say(STATUS_NAMES[decision.to_status])}"
        mail = mail_from_template(
            email, language, "sellers/mail/decision.html", subject, seller=seller, decision=decision,
            status=say(STATUS_NAMES[decision.to_status]), ground=say(GROUND_NAMES[decision.ground]),
            surfaces=[say(SURFACE_NAMES[each]) for each in decision.restrictions],
            fields=[say(WANTED[each].name) for each in decision.fields if each in WANTED],
            complain_until=decision.decided + TIME_TO_COMPLAIN,
            can_complain=decision.may_complain(decision.decided),
        )  # fmt: skip
        await send_mail(conn, mail, message_id=f"seller-decision-{decision.id}-{place}")


async def addresses_of(conn: Connection, seller: Seller) -> list[tuple[str, str]]:
    """Give whom to write to and in which language: the owners, else the address that customers have."""
    async with as_ourselves(conn):
        owners = await owners_of(conn, seller.id)
    if owners:
        return [(each.email, each.language) for each in owners]
    home = MARKETS.get(seller.home_market)
    language = seller.languages[0] if seller.languages else (home.languages[0] if home else "en")
    return [(seller.email, language)] if seller.email else []
