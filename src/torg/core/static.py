"""Static files: read once at start, named after their content, compressed before the first request."""

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

import brotli
from msgspec import Struct

import torg
from torg.core.http import Scope, Send

FOLDER = Path(torg.__file__).parent / "web" / "static"
FOREVER = "public, max-age=31536000, immutable"
"""How long a file under its hashed name may be kept."""
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_COMPRESSED = {".js", ".css", ".svg", ".json"}


class StaticFile(Struct, frozen=True):
    """One file as it is sent: its bytes plain and compressed, and its name with the hash of its content."""

    path: str
    """Where it is served: `/static/torg.3f9a1c2b.css`."""
    content_type: str
    body: bytes
    brotli: bytes | None = None
    gzip: bytes | None = None


class StaticFiles:
    """Every static file, found by its plain name (`torg.css`) or by the path that it is served at."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read a folder: style sheets become one, scripts name each other by their hashed names."""
        self._by_name: dict[str, StaticFile] = {}
        self.by_path: dict[str, StaticFile] = {}
        self._add("torg.css", style_sheet(folder).encode())
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".css", ".js"}:
                self._add(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted((folder / "vendor").glob("*.js")):
            self._add(f"vendor/{path.name}", path.read_bytes())
        for path in sorted((folder / "worker").glob("*.js")):
            self._add(f"worker/{path.name}", without_comments(path.read_text("utf-8")).encode())
        self._add_scripts(folder / "scripts")
        self._add_desk(folder)
        everything = "".join(sorted(self.by_path))
        self.version = hashlib.blake2b(everything.encode(), digest_size=6).hexdigest()

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a file of that plain name."""
        return name in self._by_name

    def names(self) -> list[str]:
        """List the plain names of all files."""
        return list(self._by_name)

    def url(self, name: str) -> str:
        """Give the hashed path of a file; raises KeyError for a file that does not exist."""
        return self._by_name[name].path

    def file(self, name: str) -> StaticFile:
        """Give a file by its plain name."""
        return self._by_name[name]

    def _add_desk(self, folder: Path) -> None:
        """Add the styles and scripts of portal and office, which shoppers never fetch, under `desk/…`."""
        tokens = (folder / "tokens.css").read_text("utf-8")
        for path in sorted((folder / "desk").glob("*.css")):
            text = path.read_text("utf-8")
            self._add(f"desk/{path.name}", squeezed(tokens + text if path.name == "desk.css" else text).encode())
        self._add_scripts(folder / "desk", "desk/")

    def _add_scripts(self, folder: Path, prefix: str = "") -> None:
        """Add the modules, each after those that it imports, because a name depends on what it names."""
        waiting = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.js"))}
        while waiting:
            ready = [name for name, text in waiting.items() if not (_imports(text) & waiting.keys() - {name})]
            if not ready:
                raise ValueError(f"These scripts import each other in a ring: {', '.join(waiting)}")
            for name in ready:
                text = waiting.pop(name)
                named = _IMPORT.sub(lambda found: f'"{self.url(prefix + found[1])}"', without_comments(text))
                self._add(prefix + name, named.encode())

    def _add(self, name: str, body: bytes) -> None:
        stem, _, suffix = name.rpartition(".")
        digest = hashlib.blake2b(body, digest_size=5).hexdigest()
        extension = f".{suffix}"
        kind = _TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        squeeze = extension in _COMPRESSED and len(body) > 300
        file = StaticFile(
            path=f"/static/{stem}.{digest}.{suffix}",
            content_type=kind,
            body=body,
            brotli=brotli.compress(body, quality=11) if squeeze else None,
            gzip=gzip.compress(body, 9, mtime=0) if squeeze else None,
        )
        self._by_name[name] = file
        self.by_path[file.path] = file


async def send_file(scope: Scope, send: Send, file: StaticFile) -> None:
    """Send a file as the browser likes it best: it was compressed when the process started."""
    accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
    body, encoding = file.body, b""
    if file.brotli and b"br" in accepted:
        body, encoding = file.brotli, b"br"
    elif file.gzip and b"gzip" in accepted:
        body, encoding = file.gzip, b"gzip"
    headers = [
        (b"content-type", file.content_type.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", FOREVER.encode()),
        (b"vary", b"Accept-Encoding"),
    ]
    if encoding:
        headers.append((b"content-encoding", encoding))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


_IMPORT = re.compile(r'"\./([a-z-]+\.js)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def _imports(text: str) -> set[str]:
    return set(_IMPORT.findall(text))


def without_comments(script: str) -> str:
    """Give a script without its comment lines and indentation; what it does stays the same."""
    bare = _LINE_COMMENT.sub("", _COMMENT.sub("", script))
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())


def style_sheet(folder: Path) -> str:
    """Give one style sheet: the tokens first, then each component's own, without comments and needless space."""
    parts = [folder / "tokens.css", *sorted((folder / "components").glob("*.css"))]
    return squeezed("\n".join(part.read_text("utf-8") for part in parts))


def squeezed(text: str) -> str:
    """Give a style sheet without comments and needless space."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", text))).replace(";}", "}").strip()


@cache
def static_files() -> StaticFiles:
    """Give the static files of this process."""
    return StaticFiles()
