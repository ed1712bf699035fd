"""Uploaded pictures of products, as every page shows them."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.catalog.editor_queries import picture_type
from torg.core.errors import NotFound
from torg.core.files import StoredFile, files_of

_MOST_KNOWN = 100_000
_known: dict[str, StoredFile] = {}
"""Files that are pictures of products: that never changes, so that the database is asked once for each."""


@get("/pictures/kept/{folder:str}/{name:str}", include_in_schema=False)
async def kept_picture(request: Request[Any, Any, State], folder: FromPath[str], name: FromPath[str]) -> Response[Any]:
    """Answer a picture that was uploaded for a product; no other file, whatever its name."""
    key = f"{folder}/{name}"
    file = _known.get(key)
    if file is None:
        async with request.app.state["pool"].connection() as conn:
            found = await picture_type(conn, key)
        if found is None:
            raise NotFound
        file = StoredFile(key, found[1], found[0])
        if len(_known) < _MOST_KNOWN:
            _known[key] = file
    return await files_of(request).answer(file, public=True)


routes = [kept_picture]
