"""What webhooks are called in the portal: msgids by what they stand for."""

from torg.core.desk import Desk
from torg.webhooks.events import EVENT_TYPES, KINDS, TEST_KIND

ENDPOINT_STATES = {"active": "On", "paused": "Off", "disabled": "Disabled"}
DELIVERY_STATES = {"waiting": "On its way", "delivered": "Delivered", "failed": "Given up"}
REASONS = {
    "gone": "It answered that it wants no events any more (410 Gone).",
    "failing": "For more than three days it accepted nothing.",
}
REPLAYS = {"1": "The last hour", "24": "The last day", "168": "The last week", "720": "The last 30 days"}


def event_words(desk: Desk) -> dict[str, str]:
    """Give each event type that can be chosen with what it means; the test event goes to all."""
    meanings = {
        "product.created": desk.say("A product of yours is new."),
        "offer.created": desk.say("An offer is new."),
        "offer.changed": desk.say("Price, stock or terms of an offer changed."),
        "offer.withdrawn": desk.say("An offer is no longer for sale."),
        "order.placed": desk.say("A shopper bought from you."),
        "order.changed": desk.say("An order of yours changed."),
        "order.cancelled": desk.say("An order was cancelled."),
        "order.shipped": desk.say("A parcel is on its way."),
        "order.delivered": desk.say("A parcel has arrived."),
        "order.returned": desk.say("A shopper sends something back."),
        "seller.status_changed": desk.say("Whether you may sell has changed."),
        "seller.status_announced": desk.say("Whether you may sell will change."),
        "import.finished": desk.say("A feed has been read."),
        "feed.paused": desk.say("A feed was paused."),
        "api_key.created": desk.say("Somebody made an API key."),
        "api_key.rotated": desk.say("Somebody replaced an API key."),
        "api_key.revoked": desk.say("Somebody revoked an API key."),
    }
    test = KINDS[TEST_KIND].type
    return {each: f"{each}: {meanings.get(each, each)}" for each in EVENT_TYPES if each != test}
