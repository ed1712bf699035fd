"""Trust in the office: reports, complaints, statements of reasons, rules, recalls."""

from litestar.types import ControllerRouterHandler

from torg.core.desk import Entry
from torg.core.queues import Queue
from torg.trust import (
    office_complaints,
    office_notices,
    office_recalls,
    office_rules,
    office_standing,
    office_statements,
)

entries = [
    Entry("Reports of illegal content", area="office", path="notices", permission="trust", icon="flag", order=20),
    Entry("Complaints", area="office", path="complaints", permission="trust", icon="inbox", order=21),
    Entry("Statements of reasons", area="office", path="statements", permission="trust", icon="list", order=22),
    Entry("Rules for sellers", area="office", path="rules", permission="trust", icon="sliders", order=23),
    Entry("Recalls", area="office", path="recalls", permission="trust", icon="warning", order=24),
]
queues = [
    Queue(
        "Reports of illegal content",
        path="notices?state=new",
        permission="trust",
        waiting="SELECT count(*), min(at) FROM notice WHERE state IN ('new', 'assigned')",
        icon="flag",
        hours=24,
    ),
    Queue(
        "Complaints to decide",
        path="complaints?outcome=open",
        permission="trust",
        waiting="SELECT count(*), min(at) FROM complaint WHERE outcome IS NULL",
        hours=72,
    ),
]
routes: list[ControllerRouterHandler] = [
    *office_notices.routes,
    *office_complaints.routes,
    *office_statements.routes,
    *office_rules.routes,
    *office_recalls.routes,
    *office_standing.routes,
]
