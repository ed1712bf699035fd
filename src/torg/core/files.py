"""Files: kept under the hash of their content in a folder or in object storage, and sent so that they do no harm."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import obstore
from litestar import Request, Response
from litestar.datastructures import UploadFile
from litestar.response import Stream
from msgspec import Struct
from obstore.store import LocalStore, ObjectStore, from_url

from torg.core.errors import NotFound, Refusal
from torg.core.files_kinds import INLINE, FileKind, kind_of

_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}\.[a-z0-9]{1,8}")
_PIECE = 256 * 1024


class TooLarge(Refusal):
    """The file is too large."""

    code = "file_too_large"
    status = 413


class WrongKind(Refusal):
    """That kind of file cannot be used here."""

    code = "wrong_kind_of_file"
    status = 415


class StoredFile(Struct, frozen=True):
    """A file that is kept: what a domain notes of it in a row of its own, with whose it is."""

    key: str
    """`ab/cdef….pdf`: the SHA-256 of the content. Knowing it gives nobody the file: pages guard their own."""
    size: int
    """Bytes."""
    content_type: str
    name: str = ""
    """What the person called it."""


class Files:
    """The files of this market."""

    def __init__(self, store: ObjectStore) -> None:
        """Keep files in `store`."""
        self._store = store

    async def keep(self, content: bytes, kinds: Mapping[str, FileKind], *, largest: int, name: str = "") -> StoredFile:
        """Keep a file whose own first bytes say that it is one of `kinds`, whatever its name says.

        The same content is kept once. Raises TooLarge (over `largest` bytes) and WrongKind.
        """
        if len(content) > largest:
            raise TooLarge(f"The file is {_megabytes(len(content))} MB; at most {_megabytes(largest)} MB are taken.")
        kind = kind_of(content, kinds)
        if kind is None:
            raise WrongKind(f"Please use a file of one of these kinds: {', '.join(sorted(kinds))}.")
        key = key_of(content, kind.extension)
        await obstore.put_async(self._store, key, content)
        return StoredFile(key, len(content), kind.content_type, safe_name(name, kind.extension))

    async def keep_upload(self, upload: UploadFile, kinds: Mapping[str, FileKind], *, largest: int) -> StoredFile:
        """Keep what somebody uploaded; reads no more than `largest` bytes and one."""
        content = await upload.read(largest + 1)
        return await self.keep(content, kinds, largest=largest, name=upload.filename or "")

    async def keep_path(self, path: Path, extension: str, *, name: str = "") -> StoredFile:
        """Keep a file from this machine's disk, whatever it holds and however large it is, piece by piece."""
        digest, size = await asyncio.to_thread(_digest_of, path)
        key = f"{digest[:2]}/{digest[2:]}.{extension}"
        await obstore.put_async(self._store, key, path)
        return StoredFile(key, size, "application/octet-stream", name)

    async def fetch(self, key: str, path: Path) -> None:
        """Write the content of a file to `path`, piece by piece; raises NotFound."""
        found = await self._get(key)
        with path.open("wb") as file:
            async for piece in _pieces(found):
                file.write(piece)

    async def read(self, key: str) -> bytes:
        """Give the content of a file; raises NotFound."""
        return bytes(await (await self._get(key)).bytes_async())

    async def answer(self, file: StoredFile, *, download: bool = False, public: bool = False) -> Response[Any]:
        """Send a file: as a download unless it is a picture or PDF, and never to be run or guessed at.

        Who may have it is for the caller to have decided, with a guard; `public` ones may be cached for ever.
        """
        found = await self._get(file.key)
        inline = file.content_type in INLINE and not download
        headers = {
            "content-disposition": disposition(file.name or file.key.replace("/", ""), inline=inline),
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            "x-content-type-options": "nosniff",
            "cache-control": "public, max-age=31536000, immutable" if public else "no-store",
            "cross-origin-resource-policy": "same-origin",
            "content-length": str(found.meta["size"]),
        }
        kind = file.content_type if inline or file.content_type.startswith("text/") else "application/octet-stream"
        return Stream(_pieces(found), media_type=kind, headers=headers)

    async def remove(self, key: str) -> None:
        """Remove a file, once no row names it."""
        _check(key)
        await obstore.delete_async(self._store, key)

    async def _get(self, key: str) -> Any:
        _check(key)
        try:
            return await obstore.get_async(self._store, key)
        except FileNotFoundError:
            raise NotFound from None


def open_files(url: str, folder: Path) -> Files:
    """Open the files that the settings name: `s3://bucket/path` and the like, else the folder."""
    if url:
        return Files(from_url(url))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Files(LocalStore(prefix=folder, mkdir=True))


def files_of(request: Request[Any, Any, Any]) -> Files:
    """Give the files of this process, opened at the first call."""
    state = request.app.state
    files: Files | None = state.get("files")
    if files is None:
        files = state["files"] = open_files(state.settings.files_url, state.settings.files_folder)
    return files


def key_of(content: bytes, extension: str) -> str:
    """Name a file after its content."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest[:2]}/{digest[2:]}.{extension}"


def safe_name(name: str, extension: str) -> str:
    """Give a file name without path, control characters or an ending that belies the content."""
    bare = re.split(r"[/\\]", name)[-1]
    stem = "".join(each for each in bare if each.isprintable() and each not in '<>:"|?*').strip(" .")
    stem = stem.rpartition(".")[0] or stem
    return f"{stem[:100]}.{extension}" if stem else ""


def disposition(name: str, *, inline: bool) -> str:
    """Write Content-Disposition with a plain name and the whole one (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _digest_of(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()


def _check(key: str) -> None:
    """Refuse what is no key, so that no path leads elsewhere; raises NotFound."""
    if not _KEY.fullmatch(key):
        raise NotFound


async def _pieces(found: Any) -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=_PIECE):
        yield bytes(piece)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
