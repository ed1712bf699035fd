"""What people are told by mail: each letter in the language of who gets it, once."""

import os
from datetime import datetime

from torg.catalog.sale_stops import RECALL_HEADLINES
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.mail import mail_from_template, send_mail
from torg.markets import LOCALES, country_name
from torg.sellers import Seller
from torg.trust.models import Complaint, Notice, Recipient, Statement
from torg.trust.recall_models import Buyer, Recall
from torg.trust.rules import Rule, Verdict, told
from torg.trust.words import ACTION_WORDS, MEASURE_WORDS, RULE_WORDS, day, text_in

Facts = list[tuple[str, str]]


def public_address(path: str) -> str:
    """Give the whole address of a page: by the setting `public_url`, which every process has in its environment."""
    origin = os.environ.get("TORG_PUBLIC_URL") or f"http://localhost:{os.environ.get('TORG_PORT') or 8000}"
    return origin.rstrip("/") + path


async def tell_of_statement(conn: Connection, statement: Statement) -> None:
    """Send a statement of reasons to whom the measure concerns (DSA 17)."""
    say = catalogue(statement.recipient.language).say
    await _send(
        conn,
        statement.recipient,
        f"statement-{statement.reference}",
        say("A decision about %(what)s", what=statement.label),
        [say("We have taken a measure. These are our reasons.")],
        facts_of(statement),
        *_page(statement, say("Read the decision, or complain")),
        after=[
            say("You can complain free of charge until %(day)s. A person who did not take the decision will decide.",
                day=day(statement.complain_until, statement.recipient.language)),
            say("You may also go to a certified out-of-court dispute settlement body or to court."),
        ],
    )  # fmt: skip


def facts_of(statement: Statement, language: str = "") -> Facts:
    """List what a statement of reasons must say (DSA 17(3)), in the recipient's language unless another is given."""
    language = language or statement.recipient.language
    say = catalogue(language).say
    duration = (
        say("From %(first)s to %(last)s", first=day(statement.effective, language), last=day(statement.until, language))
        if statement.until
        else say("From %(first)s until further notice", first=day(statement.effective, language))
    )
    ground = say("Law") if statement.ground == "law" else say("Our terms")
    return [
        (say("Measure"), say(MEASURE_WORDS.get(statement.measure, statement.measure))),
        (say("Concerns"), statement.label),
        (say("Duration"), duration),
        (say("Where"), ", ".join(country_name(each, language) for each in statement.territory)),
        (say("What was found"), statement.facts),
        (ground, statement.ground_reference),
        (say("Why it applies"), statement.ground_explanation),
        (say("Source"), _source(statement, language)),
        (say("Found by a program"), say("Yes") if statement.automated_detection else say("No")),
        (say("Decided by a program"), say("Yes") if statement.automated_decision else say("No")),
        (say("Reference"), statement.reference),
    ]


async def tell_of_end(conn: Connection, statement: Statement) -> None:
    """Tell whom a measure concerned that it has ended."""
    say = catalogue(statement.recipient.language).say
    why = {
        "expired": say("Its time is over."),
        "reversed": say("The decision was wrong, and we have taken it back. We are sorry."),
        "lifted": say("We have taken it back."),
    }[statement.ending or "lifted"]
    subject = say("The measure about %(what)s has ended", what=statement.label)
    facts = [
        (say("Measure"), say(MEASURE_WORDS.get(statement.measure, statement.measure))),
        (say("Reference"), statement.reference),
    ]
    name = f"statement-{statement.reference}-end"
    await _send(conn, statement.recipient, name, subject, [why], facts, *_page(statement, say("Read the decision")))


async def tell_of_complaint_received(conn: Connection, complaint: Complaint) -> None:
    """Confirm that a complaint has come in."""
    to = Recipient(complaint.name, complaint.email, complaint.language)
    say = catalogue(to.language).say
    lines = [say("Your complaint has reached us. A person who did not take the decision will look at it.")]
    facts = [(say("Reference"), complaint.reference), (say("You wrote"), complaint.reason)]
    await _send(conn, to, f"complaint-{complaint.reference}", say("We have your complaint"), lines, facts)


async def tell_of_complaint_decision(conn: Connection, complaint: Complaint) -> None:
    """Tell who complained what was decided and why, and what they can do about that (DSA 20(5))."""
    to = Recipient(complaint.name, complaint.email, complaint.language)
    say = catalogue(to.language).say
    outcome = (
        say("You were right: the decision is taken back.")
        if complaint.outcome == "reversed"
        else say("The decision stands.")
    )
    after = [say("You may also go to a certified out-of-court dispute settlement body or to court.")]
    facts = [(say("Why"), complaint.decision or ""), (say("Reference"), complaint.reference)]
    subject = say("Our decision on your complaint")
    await _send(conn, to, f"complaint-{complaint.reference}-decided", subject, [outcome], facts, after=after)


async def tell_of_notice_received(conn: Connection, notice: Notice, silent_until: datetime | None) -> None:
    """Confirm at once that a report has come in (DSA 16(4))."""
    to = _reporter(notice)
    say = catalogue(to.language).say
    if silent_until is None:
        lines = [say("Thank you. Your report has reached us, and a person will look at it.")]
    else:
        lines = [
            say("Your report has reached us. We do not handle your reports until %(day)s, because several of them were "
                "clearly without ground.", day=day(silent_until, to.language))
        ]  # fmt: skip
    facts = [(say("Concerns"), notice.about), (say("You wrote"), notice.reason), (say("Reference"), notice.reference)]
    await _send(conn, to, f"notice-{notice.reference}", say("We have your report"), lines, facts)


async def tell_of_notice_decision(conn: Connection, notice: Notice) -> None:
    """Tell who reported what was decided, and how to complain of it (DSA 16(5))."""
    to = _reporter(notice)
    say = catalogue(to.language).say
    outcome = (
        say("We have taken a measure because of your report.")
        if notice.outcome == "measure"
        else say("We have looked at your report and take no measure.")
    )
    after = [
        say("A person has decided this, without the help of a program."),
        say("If you disagree, you can complain free of charge for six months."),
        say("You may also go to a certified out-of-court dispute settlement body or to court."),
    ]
    facts = [(say("Concerns"), notice.about), (say("Why"), notice.decision or ""), (say("Reference"), notice.reference)]
    link = public_address(f"/{notice.locale}/report/{notice.reference}")
    name = f"notice-{notice.reference}-decided-{(notice.decided or notice.at):%Y%m%d%H%M%S}"
    subject = say("Our decision on your report")
    await _send(conn, to, name, subject, [outcome], facts, link, say("Complain"), after=after)


async def tell_of_misuse(conn: Connection, notice: Notice, times: int, until: datetime | None) -> None:
    """Warn who reports without ground again and again, or tell until when they are not heard (DSA 23(2), (3))."""
    to = _reporter(notice)
    say = catalogue(to.language).say
    counted = say("%(number)s of your reports in the last half year were clearly without ground.", number=times)
    if until is None:
        subject = say("A warning about your reports")
        lines = [counted, say("If that goes on, we will not handle your reports for a time.")]
    else:
        subject = say("We do not handle your reports for a time")
        lines = [counted, say("Until %(day)s your reports are set aside.", day=day(until, to.language))]
        lines.append(say("If you disagree, answer this mail: a person will read it."))
    await _send(conn, to, f"misuse-{notice.reference}", subject, lines, [])


async def tell_of_breach(conn: Connection, seller: Seller, rule: Rule, verdict: Verdict) -> None:
    """Warn a seller that a rule is broken: what was measured, what follows, and when (P2B 4(1))."""
    to = _seller(seller)
    say = catalogue(to.language).say
    facts = [
        (say("Measured"), f"{say(RULE_WORDS[rule.measure])}: {told(rule, verdict.measured)}"),
        (say("Threshold"), told(rule, rule.threshold)),
        (say("Our terms"), rule.ground),
        (say("What follows"), say(ACTION_WORDS[rule.action])),
        (say("When"), day(verdict.due, to.language)),
    ]
    lines = [say("What happened in the last %(number)s days is below what we ask of sellers.", number=rule.window_days)]
    after = [] if rule.action == "warn" else [say("If it is better by then, nothing follows.")]
    link = public_address(f"/portal/{seller.slug}/standing")
    name = f"breach-{seller.id}-{rule.code}-{rule.version}-{verdict.due:%Y%m%d%H%M}"
    subject = say("A warning: %(rule)s", rule=say(RULE_WORDS[rule.measure]))
    await _send(conn, to, name, subject, lines, facts, link, say("See your standing"), after=after)


async def tell_of_recovery(conn: Connection, seller: Seller, rule: Rule) -> None:
    """Tell a seller that a warning is over."""
    to = _seller(seller)
    say = catalogue(to.language).say
    lines = [say("The warning is over, and nothing follows from it.")]
    subject = say("A warning is over: %(rule)s", rule=say(RULE_WORDS[rule.measure]))
    await _send(conn, to, "", subject, lines, [])


async def tell_seller_of_recall(conn: Connection, seller: Seller, recall: Recall) -> None:
    """Tell a seller whose offers stop because somebody else recalls the goods, and why."""
    to = _seller(seller)
    say = catalogue(to.language).say
    title = text_in(recall.title, to.language)
    headline = RECALL_HEADLINES[to.language] if recall.kind == "recall" else say("Illegal goods")
    facts = [
        (say("Product"), title),
        *([(say("Batches"), ", ".join(recall.batches))] if recall.batches else []),
        (say("Danger") if recall.kind == "recall" else say("What is illegal"), text_in(recall.danger, to.language)),
        (say("Questions"), recall.contact),
    ]
    lines = [say("Your offers of these goods are stopped until the recall is closed.")]
    await _send(conn, to, f"recall-{recall.id}-seller-{seller.id}", f"{headline}: {title}", lines, facts)


async def tell_buyer(conn: Connection, recall: Recall, buyer: Buyer, *, again: bool) -> None:
    """Tell somebody who bought recalled goods, in the words of the law (GPSR 36(2), DSA 32)."""
    to = Recipient(buyer.name, buyer.email, buyer.language, buyer.locale)
    say = catalogue(to.language).say
    title = text_in(recall.title, to.language)
    headline = RECALL_HEADLINES[to.language] if recall.kind == "recall" else say("Illegal goods that you bought")
    facts = [
        (say("Product"), title),
        *([(say("Batches"), ", ".join(recall.batches))] if recall.batches else []),
        (say("Bought"), day(buyer.bought, to.language)),
        (say("Danger") if recall.kind == "recall" else say("What is illegal"), text_in(recall.danger, to.language)),
        (say("What to do"), text_in(recall.advice, to.language)),
        (say("Questions"), recall.contact),
        *([(say("Number at the authority"), recall.authority)] if recall.authority else []),
    ]
    link = public_address(f"/{buyer.locale}/recall/{buyer.token}")
    label = say("Choose what you get") if recall.remedies else say("Read more")
    lines = [say("You bought this product here.")]
    after = [say("If you have given or sold it to somebody, please tell them.")]
    name = f"recall-{recall.id}-{buyer.token}" + ("-again" if again else "")
    await _send(conn, to, "" if again else name, f"{headline}: {title}", lines, facts, link, label, after=after)


def _source(statement: Statement, language: str) -> str:
    say = catalogue(language).say
    return {
        "notice": say("A report by somebody"),
        "trusted_flagger": say("A report by a trusted flagger"),
        "other_notice": say("Word from an authority or somebody else"),
        "own": say("Our own checks"),
    }[statement.source]


def _page(statement: Statement, label: str) -> tuple[str, str]:
    locale = statement.recipient.locale if statement.recipient.locale in LOCALES else "en-se"
    return public_address(f"/{locale}/decision/{statement.reference}"), label


def _reporter(notice: Notice) -> Recipient:
    return Recipient(notice.name, notice.email, notice.language, notice.locale)


def _seller(seller: Seller) -> Recipient:
    language = seller.languages[0] if seller.languages else "en"
    return Recipient(seller.name, seller.email, language)


async def _send(
    conn: Connection,
    to: Recipient,
    name: str,
    subject: str,
    lines: list[str],
    facts: Facts,
    link: str = "",
    label: str = "",
    *,
    after: list[str] | None = None,
) -> None:
    """Put a letter into the caller's transaction; whoever has left no address is not written to."""
    if not to.email:
        return
    mail = mail_from_template(
        to.email, to.language, "trust/mail/letter.html", subject, lines=lines, facts=facts, link=link, label=label,
        after=after or [],
    )  # fmt: skip
    await send_mail(conn, mail, message_id=name)
