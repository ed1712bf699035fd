"""The staff: who works in the office and what each may do."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from markupsafe import Markup

from torg.accounts import STAFF_ROLE_NAMES, staff_at
from torg.core.desk import Column, Desk, Filter, Form, Row, Table
from torg.office.errors import NoColleague
from torg.office.queries import STAFF_ROWS, lock_staff
from torg.office.staff import change_roles, invite_staff, remove_staff

_STATES = {"works": "Works here", "removed": "Removed"}


def _roles(desk: Desk, row: Row) -> str | Markup:
    return ", ".join(desk.say(STAFF_ROLE_NAMES[each]) for each in row["roles"])


STAFF = Table(
    name="staff",
    source=STAFF_ROWS,
    columns=(
        Column("E-mail", "email", sort=True, link="{desk}/staff/{id}"),
        Column("Name", "name", sort=True),
        Column("Roles", "role_list", show=_roles),
        Column("State", "state", kind="state", words=_STATES, tones={"works": "good"}),
        Column("Passkeys", "passkeys", kind="number", phone=False),
        Column("Last seen", "seen", kind="time", sort=True, phone=False),
        Column("Since", "since", kind="date", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("email", "name")),
        Filter("State", "state", words=_STATES),
        Filter(
            "Role", "role", words=STAFF_ROLE_NAMES, where="%(value)s = ANY(source.roles)"
        ),
    ),
    sort="email",
)  # fmt: skip


@get("/office/staff")
async def staff(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer who works here, with the form that invites somebody."""
    async with staff_at(request, "staff") as desk:
        return await STAFF.answer(
            desk, title=desk.say("Staff"), template="office/office/staff.html", roles=_role_words(desk)
        )


@post("/office/staff")
async def invite(request: Request[Any, Any, State]) -> Response[Any]:
    """Invite somebody."""
    async with staff_at(request, "staff", recent=True) as desk:
        form = await desk.form()
        email, name = form.email("email"), form.text("name", longest=120)
        roles = _read_roles(desk, form)
        language = form.choice("language", {"sv", "en"})
        if form:
            async with form.trying(desk.conn, "email"):
                await invite_staff(
                    desk.conn, desk.actor, email, name, roles, address=_address(request), language=language
                )
        if not form:
            table = await STAFF.html(desk, title=desk.say("Staff"))
            return desk.page(
                "office/office/staff.html", title=desk.say("Staff"), table=table, form=form, roles=_role_words(desk),
                status=422,
            )  # fmt: skip
        return desk.redirect(desk.url("staff"), desk.say("%(email)s can now sign in.", email=email))


@get("/office/staff/{account_id:int}")
async def colleague(request: Request[Any, Any, State], account_id: FromPath[int]) -> Response[Any]:
    """Answer one colleague with their roles."""
    async with staff_at(request, "staff") as desk:
        return await _colleague_page(desk, account_id, Form(language=desk.language))


@post("/office/staff/{account_id:int}")
async def save_colleague(request: Request[Any, Any, State], account_id: FromPath[int]) -> Response[Any]:
    """Give a colleague other roles."""
    async with staff_at(request, "staff", recent=True) as desk:
        form = await desk.form()
        roles = _read_roles(desk, form)
        if form:
            async with form.trying(desk.conn, "roles"):
                await change_roles(desk.conn, desk.actor, account_id, roles)
        if not form:
            return await _colleague_page(desk, account_id, form, status=422)
        return desk.redirect(desk.url("staff"), desk.say("Saved."))


@post("/office/staff/{account_id:int}/remove")
async def remove(request: Request[Any, Any, State], account_id: FromPath[int]) -> Response[Any]:
    """Let a colleague go."""
    async with staff_at(request, "staff", recent=True) as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            await remove_staff(desk.conn, desk.actor, account_id)
        if not form:
            return await _colleague_page(desk, account_id, form, status=409)
        return desk.redirect(desk.url("staff"), desk.say("Removed; all of their sessions have ended."))


routes = [staff, invite, colleague, save_colleague, remove]


async def _colleague_page(desk: Desk, account_id: int, form: Form, status: int = 200) -> Response[Any]:
    found = next((each for each in await lock_staff(desk.conn) if each.account_id == account_id), None)
    if found is None:
        raise NoColleague
    return desk.page(
        "office/office/colleague.html", title=found.email, colleague=found, form=form, roles=_role_words(desk),
        status=status,
    )  # fmt: skip


def _read_roles(desk: Desk, form: Form) -> list[str]:
    roles = form.choices("roles", STAFF_ROLE_NAMES)
    if not roles:
        form.refuse("roles", desk.say("Choose at least one role."))
    return roles


def _role_words(desk: Desk) -> dict[str, str]:
    return {role: desk.say(words) for role, words in STAFF_ROLE_NAMES.items()}


def _address(request: Request[Any, Any, State]) -> str:
    """Give where this market is reached, as the settings say, else as the request does."""
    origin: str = request.app.state["settings"].public_url
    return origin.rstrip("/") or str(request.base_url).rstrip("/")
