"""The office's own pages: every route and every line of the side navigation."""

from litestar.types import ControllerRouterHandler

import torg.office.office_approvals
import torg.office.office_attributes
import torg.office.office_audit
import torg.office.office_categories
import torg.office.office_home
import torg.office.office_markets
import torg.office.office_settings
import torg.office.office_staff
from torg.core.desk import Entry
from torg.core.queues import Queue

routes: list[ControllerRouterHandler] = [
    *torg.office.office_home.routes,
    *torg.office.office_approvals.routes,
    *torg.office.office_categories.routes,
    *torg.office.office_attributes.routes,
    *torg.office.office_markets.routes,
    *torg.office.office_settings.routes,
    *torg.office.office_staff.routes,
    *torg.office.office_audit.routes,
]
entries = [
    Entry("Approvals", area="office", path="approvals", icon="check", order=5),
    Entry("Categories", area="office", path="categories", permission="catalogue", icon="squares", order=40),
    Entry("Attributes", area="office", path="attributes", permission="catalogue", icon="sliders", order=41),
    Entry("Markets", area="office", path="markets", icon="globe", order=80),
    Entry("Market settings", area="office", path="settings", permission="settings", icon="gear", order=81),
    Entry("Staff", area="office", path="staff", permission="staff", icon="people", order=82),
    Entry("Audit trail", area="office", path="audit", permission="audit", icon="clock", order=83),
]
queues = [
    Queue(
        "Waiting for a second person",
        path="approvals?state=waiting",
        permission="read",
        waiting="SELECT count(*), min(proposed) FROM approval WHERE state = 'waiting' AND expires > now()",
        icon="check",
    ),
    Queue(
        "Sellers to review",
        path="sellers?status=under_review",
        permission="sellers",
        waiting="SELECT count(*), min(changed) FROM seller WHERE status = 'under_review'",
        icon="store",
    ),
    Queue(
        "Mails that failed",
        path="mail?state=failed",
        permission="settings",
        waiting="SELECT count(*), min(created) FROM mail_message WHERE state = 'failed'",
        icon="mail",
    ),
]
