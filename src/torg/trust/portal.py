"""Trust in the portal: standing with what would raise it, statements of reasons and complaints, recalls."""

from litestar.types import ControllerRouterHandler

from torg.core.desk import Entry
from torg.trust import portal_recalls, portal_standing

entries = [
    Entry("Standing", area="portal", path="standing", icon="chart", order=60),
    Entry("Recalls", area="portal", path="recalls", permission="catalogue", icon="warning", order=64),
]
routes: list[ControllerRouterHandler] = [*portal_standing.routes, *portal_recalls.routes]
