"""Staff: invite somebody, change what they may do, let them go; somebody who can do that always stays."""

from torg.accounts import STAFF_ROLES, Account, account_by_id, open_account, save_staff, staff_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import BadRequest
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.office.errors import AlreadyStaff, LastOwner, NoColleague
from torg.office.queries import Colleague, end_staff, lock_staff


async def invite_staff(
    conn: Connection, actor: Actor, email: str, name: str, roles: list[str], *, address: str = "", language: str = "en"
) -> Account:
    """Let somebody work in the office, and tell them by mail where to sign in; raises `AlreadyStaff`."""
    _check(roles)
    account = await open_account(conn, actor, email, name=name, language=language)
    if await staff_of(conn, account.id) is not None:
        raise AlreadyStaff
    await save_staff(conn, account.id, roles)
    await _journal(conn, actor, "staff.invited", account.id, {"roles": roles})
    speaks = account.language if account.language in {"sv", "en"} else "en"
    subject = catalogue(speaks).say("You now work in the office of the market")
    mail = mail_from_template(
        account.email, speaks, "office/mail/invitation.html", subject, name=account.name, address=f"{address}/office"
    )
    await send_mail(conn, mail)
    return account


async def change_roles(conn: Connection, actor: Actor, account_id: int, roles: list[str]) -> None:
    """Give a colleague other roles; raises `LastOwner` and `NoColleague`."""
    _check(roles)
    before = _colleague(await lock_staff(conn), account_id)
    if set(before.roles) == set(roles):
        return
    await _keep_an_owner(conn, account_id, roles)
    await save_staff(conn, account_id, roles)
    await _journal(conn, actor, "staff.roles_changed", account_id, {"from": before.roles, "to": roles})


async def remove_staff(conn: Connection, actor: Actor, account_id: int) -> None:
    """Let a colleague go and end their sessions; raises `LastOwner` and `NoColleague`."""
    before = _colleague(await lock_staff(conn), account_id)
    await _keep_an_owner(conn, account_id, [])
    await end_staff(conn, account_id)
    await _journal(conn, actor, "staff.removed", account_id, {"roles": before.roles})


async def _keep_an_owner(conn: Connection, account_id: int, roles: list[str]) -> None:
    """Refuse what would leave nobody who can change the staff, among the rows that `lock_staff` holds."""
    others = [each for each in await lock_staff(conn) if each.account_id != account_id]
    if "owner" not in roles and not any("owner" in each.roles for each in others):
        raise LastOwner


def _colleague(staff: list[Colleague], account_id: int) -> Colleague:
    for each in staff:
        if each.account_id == account_id:
            return each
    raise NoColleague


def _check(roles: list[str]) -> None:
    if not roles or set(roles) - set(STAFF_ROLES):
        raise BadRequest(f"A colleague has at least one of the roles {', '.join(STAFF_ROLES)}.")


async def _journal(conn: Connection, actor: Actor, kind: str, account_id: int, body: dict[str, object]) -> None:
    account = await account_by_id(conn, account_id)
    told = {"account": account_id, "email": account.email if account else "", **body}
    await record(conn, actor, kind, f"account:{account_id}", told)
