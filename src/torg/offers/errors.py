"""What offers and imports say no to."""

from typing import ClassVar

from torg.core.errors import Refusal


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
