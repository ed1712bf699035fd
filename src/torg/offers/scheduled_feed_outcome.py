"""When a scheduled feed fails: the seller is told after some failures in a row, and after many it is left alone."""

from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.offers.feed_imports import FeedImport
from torg.offers.scheduled_feed_queries import lock_schedule, save_failure
from torg.offers.scheduled_feeds import PAUSED_AFTER, TOLD_AFTER
from torg.sellers import addresses_of, sellers_by_id

_LONGEST_ERROR = 500


async def note_failure(conn: Connection, failed: FeedImport, error: str) -> None:
    """Count a failure; mail the seller at the third in a row, pause the feed (and say so) at the twentieth."""
    feed = await lock_schedule(conn, failed.schedule_id or 0)
    if feed is None:
        return
    failures = feed.failures + 1
    pause = failures >= PAUSED_AFTER and feed.state == "active"
    await save_failure(conn, feed.id, error[:_LONGEST_ERROR], pause=pause)
    if pause:
        body = {"schedule": feed.id, "name": feed.name, "failures": failures}
        await record(conn, SYSTEM, "feed.paused", f"feed_schedule:{feed.id}", body, seller=feed.seller_id)
    if failures != TOLD_AFTER and not pause:
        return
    seller = (await sellers_by_id(conn, [feed.seller_id]))[feed.seller_id]
    for place, (address, language) in enumerate(await addresses_of(conn, seller)):
        say = catalogue(language).say
        subject = say("The feed %(name)s is paused", name=feed.name) if pause else say(
            "The feed %(name)s does not come through", name=feed.name
        )  # fmt: skip
        mail = mail_from_template(
            address, language, "offers/mail/feed_failing.html", subject,
            feed=feed, failures=failures, error=error[:_LONGEST_ERROR], paused=pause,
        )  # fmt: skip
        await send_mail(conn, mail, message_id=f"feed-{feed.id}-import-{failed.id}-{place}")
