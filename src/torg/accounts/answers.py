"""How refusals are answered at portal and office: by signing in and coming back, or by a sentence."""

from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from torg.accounts.errors import ConfirmFirst, NotSignedIn
from torg.core.desk import here_again
from torg.core.errors import Refusal
from torg.core.i18n import catalogue
from torg.core.static import static_files
from torg.core.templates import render
from torg.markets import locale_for

_log = structlog.get_logger()
_TITLES = {
    403: "You cannot do that here",
    404: "There is nothing here",
    409: "That did not fit",
    413: "That is too large",
    429: "A little too fast",
    503: "The database is away for a moment",
}
"""What a status is called: msgids."""


def desk_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer an error on a page of portal, office or account."""
    guess = locale_for(request.headers.get("accept-language"))
    if isinstance(error, NotSignedIn | ConfirmFirst):
        confirm = "confirm=1&" if isinstance(error, ConfirmFirst) else ""
        return lead(request, f"/{guess.code}/sign-in?{confirm}next={here_again(request)}")
    status, detail, extra = _what(error)
    if status >= 500:
        _log.exception(
            "a page failed", request_id=request.scope.get("request_id"), path=request.url.path, exc_info=error
        )
    words = catalogue(guess.language)
    title = words.say(
        _TITLES.get(
            status, "Something went wrong with us, not with you." if status >= 500 else "That did not quite work."
        )
    )
    main = render(
        guess.language, "desk/error.html", status=status, title=title, detail=words.say(detail) if detail else "",
        back=request.headers.get("referer") if _from_here(request) else "/account/start",
    )  # fmt: skip
    headers = {"cache-control": "no-store"}
    if "retry_after" in extra:
        headers["retry-after"] = str(extra["retry_after"])
    if "hx-request" in request.headers:
        # htmx takes no page for an answer to a part; what went wrong is shown as a page of its own.
        headers |= {"hx-retarget": "#main", "hx-reswap": "innerHTML"}
        return Response(main.encode(), status_code=status, media_type="text/html", headers=headers)
    body = render(guess.language, "desk/bare.html", title=title, main=main, static=static_files())
    return Response(body.encode(), status_code=status, media_type="text/html", headers=headers)


def lead(request: Request[Any, Any, Any], path: str) -> Response[Any]:
    """Lead the whole page elsewhere, whether the browser or htmx asks."""
    if "hx-request" in request.headers:
        return Response(b"", headers={"hx-redirect": path, "cache-control": "no-store"})
    return Redirect(path, status_code=303, headers={"cache-control": "no-store"})


def _what(error: Exception) -> tuple[int, str, dict[str, object]]:
    """Give the status and a sentence; what went wrong within is never told to the outside."""
    if isinstance(error, Refusal):
        return error.status, error.detail, error.extra
    if isinstance(error, HTTPException) and error.status_code < 500:
        return error.status_code, "", {}
    return 500, "", {}


def _from_here(request: Request[Any, Any, Any]) -> bool:
    return f"//{request.headers.get('host', '')}/" in request.headers.get("referer", "")
