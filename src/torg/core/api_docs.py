"""The pages on which the API can be read and tried: Swagger UI from our own server, with nothing from another host."""

from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from torg.core.errors import NotFound
from torg.core.static import FOLDER

_FILES = {
    "swagger-ui.css": (FOLDER / "vendor" / "swagger" / "swagger-ui.css", "text/css"),
    "swagger-ui-bundle.js": (FOLDER / "vendor" / "swagger" / "swagger-ui-bundle.js", "text/javascript"),
    "start.js": (Path(__file__).parent / "api_docs_files" / "start.js", "text/javascript"),
}
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>The API of this market</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css">
<main id="docs"></main>
<script src="/api/v1/docs/swagger-ui-bundle.js"></script>
<script src="/api/v1/docs/start.js"></script>
</html>
"""
# Swagger UI writes styles into its elements; scripts stay those of our own files.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@get("/docs", include_in_schema=False, sync_to_thread=False)
def docs() -> Response[str]:
    """Answer the page."""
    return Response(_PAGE, media_type="text/html", headers={"content-security-policy": _POLICY})


@get("/docs/{name:str}", include_in_schema=False, sync_to_thread=True)
def docs_file(name: FromPath[str]) -> Response[bytes]:
    """Answer one of the page's files."""
    known = _FILES.get(name)
    if known is None or not known[0].exists():
        raise NotFound(f"The documentation has no file {name[:80]!r}; is it built (`make`)?")
    path, kind = known
    return Response(path.read_bytes(), media_type=kind, headers={"cache-control": "public, max-age=86400"})


routes = [docs, docs_file]
