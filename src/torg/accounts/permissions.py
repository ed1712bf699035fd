"""Who may do what: each role's permissions, in one table."""

from collections.abc import Iterable, Mapping

SELLER_PERMISSIONS = frozenset({"catalogue", "prices", "orders", "finance", "team", "settings", "read"})
"""Everything that a member of a seller may be let do."""
STAFF_PERMISSIONS = frozenset({"sellers", "catalogue", "trust", "finance", "settings", "audit", "staff", "read"})
"""Everything that somebody who runs the market may be let do."""

SELLER_ROLES: Mapping[str, frozenset[str]] = {
    "owner": SELLER_PERMISSIONS,
    "catalogue": frozenset({"catalogue", "read"}),
    "prices": frozenset({"prices", "read"}),
    "orders": frozenset({"orders", "read"}),
    "finance": frozenset({"finance", "read"}),
    "support": frozenset({"orders", "read"}),
    "read_only": frozenset({"read"}),
}
"""What each role within a seller lets its holder do."""

STAFF_ROLES: Mapping[str, frozenset[str]] = {
    "owner": STAFF_PERMISSIONS,
    "sellers": frozenset({"sellers", "read"}),
    "catalogue": frozenset({"catalogue", "read"}),
    "trust": frozenset({"trust", "sellers", "read"}),
    "finance": frozenset({"finance", "read"}),
    "settings": frozenset({"settings", "read"}),
    "audit": frozenset({"audit", "read"}),
    "read_only": frozenset({"read"}),
}
"""What each role within the market's staff lets its holder do."""

SELLER_ROLE_NAMES = {
    "owner": "Owner",
    "catalogue": "Catalogue",
    "prices": "Prices and stock",
    "orders": "Orders",
    "finance": "Finance",
    "support": "Support",
    "read_only": "Read only",
}
"""What roles within a seller are called: msgids."""

STAFF_ROLE_NAMES = {
    "owner": "Owner",
    "sellers": "Sellers",
    "catalogue": "Catalogue",
    "trust": "Trust and safety",
    "finance": "Finance",
    "settings": "Settings",
    "audit": "Audit",
    "read_only": "Read only",
}
"""What roles within the staff are called: msgids."""


def permissions_of(table: Mapping[str, frozenset[str]], roles: Iterable[str]) -> frozenset[str]:
    """Give what several roles let their holder do; a role that the table does not know lets nothing."""
    return frozenset().union(*(table.get(role, frozenset()) for role in roles))
