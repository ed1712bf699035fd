"""The frame of portal and office: who works here, where they can go, and how pages are answered."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection, Pool
from torg.core.desk_form import Form, read_form
from torg.core.i18n import catalogue
from torg.core.static import static_files
from torg.core.templates import render

Area = Literal["portal", "office"]
Tone = Literal["good", "few", "bad", "quiet"]
DESK_REQUEST = Request[Any, Any, Any]
_FLASH = "torg_said"
_LONGEST_SENTENCE = 400


class Entry(Struct, frozen=True):
    """One line of the side navigation, which a domain adds to its list `entries`."""

    title: str
    """A msgid: `Offers`."""
    area: Area
    path: str
    """Below the desk's own path: `offers` is `/portal/nils/offers`."""
    permission: str = "read"
    """Who lacks it does not see the entry."""
    icon: str = "list"
    order: int = 50
    """Smaller stands higher; within the same number, the order in which the domains are listed."""
    group: str = ""
    """A msgid for a heading above the entries of that group."""


class Place(Struct, frozen=True):
    """One desk that a person may sit at: a seller's, or the office."""

    name: str
    path: str
    here: bool = False


class Said(Struct, frozen=True):
    """A sentence for the next page."""

    text: str
    tone: Tone = "good"


class Desk:
    """One person at work within one request: the connection, who they are, what they may, and how to answer them."""

    def __init__(
        self,
        request: DESK_REQUEST,
        conn: Connection,
        actor: Actor,
        *,
        area: Area,
        path: str,
        name: str,
        person: Any,
        permissions: frozenset[str],
        language: str,
        time_zone: str,
        member: Any = None,
        places: Sequence[Place] = (),
        banner: str = "",
        read_only: bool = False,
    ) -> None:
        """Sit down; the guards of `torg.accounts` do this."""
        self.request = request
        self.conn = conn
        self.actor = actor
        self.area = area
        self.path = path
        self.name = name
        self.person = person
        self.member = member
        self.permissions = permissions
        self.language = language
        self.words = catalogue(language)
        self.say = self.words.say
        self.count = self.words.count
        self.zone = ZoneInfo(time_zone)
        self.places = tuple(places)
        self.banner = banner
        self.read_only = read_only
        self._said: list[Said] = []

    @property
    def pool(self) -> Pool:
        """The pool, for work that must be committed whatever becomes of this request (limits)."""
        pool: Pool = self.request.app.state["pool"]
        return pool

    @property
    def wants_part(self) -> bool:
        """Whether htmx asks, which takes a part of a page."""
        return "hx-request" in self.request.headers and "hx-history-restore-request" not in self.request.headers

    def may(self, permission: str) -> bool:
        """Tell whether this person has a permission here."""
        return permission in self.permissions

    def now(self) -> datetime:
        """Give the time in the desk's own zone."""
        return datetime.now(UTC).astimezone(self.zone)

    def url(self, path: str = "") -> str:
        """Give a path below this desk: `desk.url("offers/12")`."""
        return f"{self.path}/{path}".rstrip("/") if path else self.path

    async def form(self) -> Form:
        """Read what was typed."""
        return await read_form(self.request, self.language)

    def flash(self, text: str, tone: Tone = "good") -> None:
        """Say something on the next page that this person sees: after `desk.redirect`, or on `desk.page`."""
        self._said.append(Said(text, tone))

    def page(self, template: str, *, title: str, status: int = 200, **context: Any) -> Response[bytes]:
        """Answer a whole page: the template's part within the frame. The template sees `desk` and the context."""
        context.setdefault("form", Form(language=self.language))
        said = [*read_said(self.request), *self._said]
        groups = self._groups()
        main = render(self.language, template, **{"desk": self, "title": title, "groups": groups, **context})
        body = render(
            self.language,
            "desk/frame.html",
            desk=self,
            title=title,
            main=main,
            said=said,
            groups=groups,
            static=static_files(),
        )
        answer = Response(body.encode(), status_code=status, media_type="text/html", headers=self._headers())
        if _FLASH in self.request.cookies:
            answer.delete_cookie(_FLASH)
        return answer

    def part(self, template: str, *, status: int = 200, **context: Any) -> Response[bytes]:
        """Answer a part of a page, as htmx takes it."""
        context.setdefault("form", Form(language=self.language))
        body = render(self.language, template, desk=self, **context)
        return Response(body.encode(), status_code=status, media_type="text/html", headers=self._headers())

    def redirect(self, path: str, say: str = "", tone: Tone = "good") -> Response[Any]:
        """Lead to another page after a change (303), and say there what was done."""
        if say:
            self.flash(say, tone)
        if self.wants_part:
            answer: Response[Any] = Response(b"", status_code=200, headers={"hx-redirect": path})
        else:
            answer = Redirect(path, status_code=303)
        if self._said:
            answer.set_cookie(said_cookie(self._said))
        return answer

    def _headers(self) -> dict[str, str]:
        return {"cache-control": "no-store", "content-language": self.language, "vary": "Cookie, HX-Request"}

    def _groups(self) -> list[tuple[str, list[tuple[Entry, str, bool]]]]:
        """Give the navigation: groups of entries with their addresses and whether the person is there."""
        entries: list[Entry] = self.request.app.state.get("desk_entries", [])
        shown = sorted(
            (each for each in entries if each.area == self.area and self.may(each.permission)),
            key=lambda entry: entry.order,
        )
        here = self._current(shown)
        groups: dict[str, list[tuple[Entry, str, bool]]] = {}
        for entry in shown:
            groups.setdefault(entry.group, []).append((entry, self.url(entry.path), entry is here))
        return list(groups.items())

    def _current(self, entries: list[Entry]) -> Entry | None:
        """Find the entry with the longest path that this page is at or below."""
        path = self.request.url.path.rstrip("/")
        fitting = [
            each for each in entries if path == self.url(each.path) or path.startswith(self.url(each.path) + "/")
        ]
        found = max(fitting, key=lambda entry: len(entry.path), default=None)
        return None if found is not None and found.path == "" and path != self.path else found


def said_cookie(said: list[Said]) -> Cookie:
    """Give the cookie that carries sentences to the next page; they are shown as text, whoever wrote it."""
    short = [Said(each.text[:_LONGEST_SENTENCE], each.tone) for each in said[-3:]]
    text = base64.urlsafe_b64encode(msgspec.json.encode(short)).decode()
    return Cookie(key=_FLASH, value=text, path="/", httponly=True, samesite="lax", max_age=60)


def read_said(request: DESK_REQUEST) -> list[Said]:
    """Read the sentences that an earlier answer left for this page; nothing when they cannot be read."""
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(request.cookies.get(_FLASH, "")), type=list[Said])
    except (ValueError, msgspec.DecodeError):
        return []


def here_again(request: DESK_REQUEST) -> str:
    """Give the path and query of this page, or after a form the page that it was on, to come back to."""
    path, query = request.url.path, request.url.query
    if request.method not in {"GET", "HEAD"}:
        referer = request.headers.get("referer", "")
        host = request.headers.get("host", "")
        _, found, path = referer.partition(f"//{host}/")
        path, query = ("/" + path.partition("#")[0] if found else request.url.path), ""
    return quote(path + (f"?{query}" if query else ""), safe="")
