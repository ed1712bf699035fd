"""The demo's pictures: `/pictures/demo/<kind>/<brand>/<number>-<look>-<view>.svg`."""

from functools import lru_cache
from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from torg.demo.pictures import draw

_A_YEAR = "public, max-age=31536000, immutable"


@get("/pictures/demo/{kind:str}/{brand:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def picture(
    kind: Annotated[str, Parameter(max_length=40)],
    brand: Annotated[str, Parameter(max_length=40)],
    name: Annotated[str, Parameter(max_length=40)],
) -> Response[str]:
    """Answer with a drawing; there is none for a path that we did not make."""
    return Response(
        _drawn(kind, brand, name),
        media_type="image/svg+xml",
        headers={"cache-control": _A_YEAR, "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


@lru_cache(maxsize=2000)
def _drawn(kind: str, brand: str, name: str) -> str:
    return draw(kind, brand, name)


routes = [picture]
