"""Put an uploaded feed among the files, piece by piece, however large it is."""

import tempfile
from pathlib import Path

from litestar.datastructures import UploadFile

from torg.core.files import Files, StoredFile
from torg.offers.errors import BadFeed

_PIECE = 256 * 1024


async def keep_feed(files: Files, upload: UploadFile) -> StoredFile:
    """Keep what was uploaded, whatever it is: the reader finds that out. Raises BadFeed when it is empty."""
    with tempfile.TemporaryDirectory(prefix="torg-upload-") as folder:
        path = Path(folder) / "feed"
        with path.open("wb") as file:
            while piece := await upload.read(_PIECE):
                file.write(piece)
        if path.stat().st_size == 0:
            raise BadFeed("The file is empty.")
        return await files.keep_path(path, "feed")
