"""Everything of sellers in the portal: application and settings, team, activity, decisions."""

from torg.core.desk import Entry
from torg.sellers import portal_activity, portal_decisions, portal_documents, portal_start, portal_team

entries: list[Entry] = [
    *portal_start.entries,
    *portal_team.entries,
    *portal_activity.entries,
    *portal_decisions.entries,
]
routes = [
    *portal_start.routes,
    *portal_documents.routes,
    *portal_team.routes,
    *portal_activity.routes,
    *portal_decisions.routes,
]
