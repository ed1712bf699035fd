"""Answers of the API: JSON with a tag by which a browser or a CDN can tell that it has it already."""

from hashlib import blake2b
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.status_codes import HTTP_304_NOT_MODIFIED
from msgspec import Struct

_encode = msgspec.json.Encoder().encode


def answer(request: Request[Any, Any, Any], content: Struct, cache: str) -> Response[Any]:
    """Answer with an object, or with 304 when the asker has this very answer."""
    encoded = _encode(content)
    return answer_bytes(request, encoded, tag_of(blake2b(encoded, digest_size=8).hexdigest().encode()), cache)


def answer_bytes(request: Request[Any, Any, Any], content: bytes, tag: bytes, cache: str) -> Response[Any]:
    """Answer with JSON that is encoded already and known by `tag`."""
    headers = {"etag": tag.decode(), "cache-control": cache, "vary": "Accept-Encoding"}
    if is_known(request.headers.get("if-none-match", "").encode("latin-1"), tag):
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers, media_type="application/json")
    return Response(content, headers=headers, media_type="application/json")


def tag_of(version: bytes) -> bytes:
    """Return the ETag of a version: weak, as the same version is sent plain and compressed (RFC 9110, 8.8.1)."""
    return b'W/"' + version + b'"'


def is_known(known: bytes, tag: bytes) -> bool:
    """Tell whether an If-None-Match names this tag; weak and strong tags are compared alike (RFC 9110, 13.1.2)."""
    opaque = tag.removeprefix(b"W/")
    return any(each.strip().removeprefix(b"W/") in {opaque, b"*"} for each in known.split(b","))
