"""Report something illegal: anybody may, and gets a receipt at once (DSA 16)."""

import re
from datetime import UTC, datetime

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import LOCALES
from torg.trust.errors import BadNotice
from torg.trust.letters import tell_of_notice_received
from torg.trust.models import NewNotice, Notice, new_reference
from torg.trust.notice_queries import insert_notice, product_exists, seller_exists, seller_of_offer, suspended_until
from torg.trust.subjects import UNKNOWN, subject_of

NOTICE_CATEGORIES = {
    "unsafe": ("It is dangerous or does not meet the safety rules", "UNSAFE_AND_PROHIBITED_PRODUCTS"),
    "prohibited": ("It may not be sold here", "UNSAFE_AND_PROHIBITED_PRODUCTS"),
    "counterfeit": ("It is a copy, or uses somebody's brand, picture or text", "INTELLECTUAL_PROPERTY_INFRINGEMENTS"),
    "misleading": ("Price, facts or rights are told wrongly", "CONSUMER_INFORMATION"),
    "fraud": ("It is a fraud", "SCAMS_AND_FRAUD"),
    "fake_review": ("It is a false review", "CONSUMER_INFORMATION"),
    "hate": ("It is hateful, threatening or insulting", "ILLEGAL_OR_HARMFUL_SPEECH"),
    "privacy": ("It tells private things of somebody", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"),
    "animals": ("It harms animals or protected species", "ANIMAL_WELFARE"),
    "child_abuse": ("It shows sexual abuse of children", "PROTECTION_OF_MINORS"),
    "other": ("Something else", "NOT_SPECIFIED_NOTICE"),
}
"""What can be wrong: a msgid, and the category of the Transparency Database."""
NAMELESS = "child_abuse"
"""The one category for which the law lets a report come without a name (DSA 16(2)(c))."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


async def report(conn: Connection, actor: Actor, new: NewNotice, *, now: datetime | None = None) -> Notice:
    """Take in a report, confirm it by mail, and put it in the queue; raises `BadNotice`.

    Whoever is not heard for a time because of misuse is told so, and the report is set aside (DSA 23(2)).
    """
    now = now or datetime.now(UTC)
    checked = await _checked(conn, new)
    until = await suspended_until(conn, checked.email, now) if checked.email else None
    if until is not None:
        checked = replace(checked, state="set_aside")
    notice = await insert_notice(conn, checked)
    body = {"notice": notice.id, "about": notice.subject, "category": notice.category, "state": notice.state}
    await record(conn, actor, "notice.received", f"notice:{notice.id}", body)
    await tell_of_notice_received(conn, notice, until)
    return notice


async def _checked(conn: Connection, new: NewNotice) -> Notice:
    about, reason = new.about.strip(), new.reason.replace("\x00", "").strip()
    name, email = " ".join(new.name.split()), new.email.strip()
    if not new.good_faith:
        raise BadNotice("Please confirm that you say this in good faith.")
    if new.category not in NOTICE_CATEGORIES:
        raise BadNotice("Please choose what is wrong.")
    if not 1 <= len(about) <= 2000 or not about.isprintable():
        raise BadNotice("Please give the exact address of what you report.")
    if not 20 <= len(reason) <= 5000:
        raise BadNotice("Please say in 20 to 5,000 characters why it is illegal.")
    if new.category != NAMELESS and not (name and email):
        raise BadNotice("Please give your name and e-mail address.")
    if email and not (_EMAIL.fullmatch(email) and email.isprintable() and len(email) <= 254):
        raise BadNotice("Please write a whole e-mail address, such as name@example.com.")
    if len(name) > 200:
        raise BadNotice("A name has at most 200 characters.")
    locale = LOCALES.get(new.locale) or LOCALES["en-se"]
    subject, seller = await _found(conn, subject_of(about))
    return Notice(
        id=0, reference=new_reference(), at=datetime.now(UTC), about=about, subject=subject, seller_id=seller,
        category=new.category, reason=reason, name=name, email=email, language=locale.language, locale=locale.code,
        trusted_flagger=new.trusted_flagger, state="new", assigned=None, outcome=None, unfounded=False, decision=None,
        decided_by=None, decided=None, statement_id=None,
    )  # fmt: skip


async def _found(conn: Connection, subject: str) -> tuple[str, int | None]:
    """Give the subject if there is such a thing, with the seller whose it is."""
    kind, _, number = subject.partition(":")
    identity = int(number)
    if kind == "offer":
        seller = await seller_of_offer(conn, identity)
        return (subject, seller) if seller is not None else (UNKNOWN, None)
    if kind == "seller":
        return (subject, identity) if await seller_exists(conn, identity) else (UNKNOWN, None)
    if kind == "product" and not await product_exists(conn, identity):
        return UNKNOWN, None
    return subject, None
