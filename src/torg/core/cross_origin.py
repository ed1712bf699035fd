"""Whose pages may call the API from a browser (the Fetch standard's CORS protocol)."""

from collections.abc import Sequence

Headers = list[tuple[bytes, bytes]]

PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, X-Request-Id"),
    (b"access-control-max-age", b"600"),
]
"""What is answered besides when a browser asks whether a call may be made."""
_EXPOSED = (b"access-control-expose-headers", b"ETag, X-Request-Id")


class CrossOrigin:
    """The origins that the settings allow; `*` is all of them."""

    def __init__(self, origins: Sequence[str]) -> None:
        """Allow these origins (`https://shop.example`); without any, browsers keep other sites' pages out."""
        self._any = "*" in origins
        self._origins = frozenset(origin.rstrip("/").encode() for origin in origins)

    def __bool__(self) -> bool:
        """Tell whether any origin is allowed."""
        return bool(self._origins)

    def headers(self, origin: bytes | None) -> Headers:
        """Return what an answer says to the browser; it varies by origin, also for those who sent none (caches)."""
        if self._any:
            return [(b"access-control-allow-origin", b"*"), _EXPOSED]
        if self.allows(origin):
            return [(b"access-control-allow-origin", origin or b""), _EXPOSED, (b"vary", b"Origin")]
        return [(b"vary", b"Origin")]

    def allows(self, origin: bytes | None) -> bool:
        """Tell whether pages of this origin may call the API."""
        return self._any or origin in self._origins
