"""People: accounts, signing in, and where they work. Guards of portal and office: `member_at`, `staff_at`."""

from torg.accounts.errors import NotAllowed, NotSignedIn
from torg.accounts.guards import member_at, staff_at
from torg.accounts.models import Account, Member, StaffMember
from torg.accounts.open_account import open_account
from torg.accounts.permissions import (
    SELLER_PERMISSIONS,
    SELLER_ROLE_NAMES,
    SELLER_ROLES,
    STAFF_PERMISSIONS,
    STAFF_ROLE_NAMES,
    STAFF_ROLES,
)
from torg.accounts.queries import account_by_email, account_by_id, memberships, save_member, save_staff, staff_of
from torg.accounts.sessions import account_of, begin_session
from torg.accounts.sign_in_links import make_sign_in_link

__all__ = [
    "SELLER_PERMISSIONS",
    "SELLER_ROLES",
    "SELLER_ROLE_NAMES",
    "STAFF_PERMISSIONS",
    "STAFF_ROLES",
    "STAFF_ROLE_NAMES",
    "Account",
    "Member",
    "NotAllowed",
    "NotSignedIn",
    "StaffMember",
    "account_by_email",
    "account_by_id",
    "account_of",
    "begin_session",
    "make_sign_in_link",
    "member_at",
    "memberships",
    "open_account",
    "save_member",
    "save_staff",
    "staff_at",
    "staff_of",
]
