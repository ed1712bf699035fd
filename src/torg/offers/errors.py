"""What offers and imports say no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class ImportRunning(Refusal):
    """That feed is being imported right now; try again when it has finished."""

    code: ClassVar[str] = "import_running"
    status: ClassVar[int] = 409


class LaterPriceKnown(Refusal):
    """Prices cannot take effect before others that are known already."""

    code: ClassVar[str] = "later_price_known"
    status: ClassVar[int] = 409


class TooManyChanges(Refusal):
    """At most 10,000 prices and stocks can be set at once."""

    code: ClassVar[str] = "too_many_changes"
    status: ClassVar[int] = 413


class CampaignNotFound(NotFound):
    """There is no such campaign."""

    code: ClassVar[str] = "campaign_not_found"


class BadCampaign(Refusal):
    """A campaign cannot be like that."""

    code: ClassVar[str] = "bad_campaign"
    status: ClassVar[int] = 422


class CampaignOver(Refusal):
    """That campaign has ended or was called off."""

    code: ClassVar[str] = "campaign_over"
    status: ClassVar[int] = 409


class OfferNotFound(NotFound):
    """There is no such offer of yours."""

    code: ClassVar[str] = "offer_not_found"


class BadOffer(Refusal):
    """An offer cannot be like that."""

    code: ClassVar[str] = "bad_offer"
    status: ClassVar[int] = 422


class BadUpload(Refusal):
    """The file cannot be used."""

    code: ClassVar[str] = "bad_upload"
    status: ClassVar[int] = 422


class BulkEditNotFound(NotFound):
    """There is no such upload."""

    code: ClassVar[str] = "bulk_edit_not_found"


class BulkEditApplied(Refusal):
    """The changes of that file have been made already."""

    code: ClassVar[str] = "bulk_edit_applied"
    status: ClassVar[int] = 409


class BadFeed(Refusal):
    """What is said of the feed cannot be right."""

    code: ClassVar[str] = "bad_feed"
    status: ClassVar[int] = 422


class FeedNotFound(NotFound):
    """There is no such scheduled feed."""

    code: ClassVar[str] = "feed_not_found"


class ImportNotFound(NotFound):
    """There is no such import."""

    code: ClassVar[str] = "import_not_found"


class FeedExists(Refusal):
    """There is a scheduled feed of that name already."""

    code: ClassVar[str] = "feed_exists"
    status: ClassVar[int] = 409


class TooManyFeeds(Refusal):
    """A seller has at most 20 scheduled feeds, and 10 imports that wait: let one finish first."""

    code: ClassVar[str] = "too_many_feeds"
    status: ClassVar[int] = 409


class CampaignsBarred(Refusal):
    """A decision of the market keeps you from new campaigns; see your decisions."""

    code: ClassVar[str] = "campaigns_barred"
    status: ClassVar[int] = 403


class NewOffersBarred(Refusal):
    """A decision of the market keeps you from new offers; see your decisions."""

    code: ClassVar[str] = "new_offers_barred"
    status: ClassVar[int] = 403
