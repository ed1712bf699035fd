"""Take a picture that somebody uploaded for a product: checked, made small, and written down as one to be seen."""

import asyncio

from litestar.datastructures import UploadFile

from torg.catalog.editor_queries import add_picture
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.files import Files
from torg.core.files_kinds import PICTURES
from torg.core.files_pictures import BadPicture, check_picture, picture_sizes

LARGEST_UPLOAD = 20_000_000
_LEAST = 300
_WIDTH = 1280
PREFIX = "/pictures/kept/"


async def keep_picture(conn: Connection, actor: Actor, files: Files, upload: UploadFile, seller: int | None) -> str:
    """Keep a picture, 1280 pixels wide at most and without its maker's notes, and give its address.

    Raises `BadPicture` for what is none, or has a side of less than 300 pixels, or more than 20 MB.
    """
    content = await upload.read(LARGEST_UPLOAD + 1)
    if len(content) > LARGEST_UPLOAD:
        raise BadPicture(f"A picture may have at most {LARGEST_UPLOAD // 1_000_000} MB.")
    await asyncio.to_thread(check_picture, content, least=_LEAST)
    sizes = await asyncio.to_thread(picture_sizes, content, (_WIDTH,), ("WEBP",))
    picture = sizes[-1]
    stored = await files.keep(picture.content, {"WebP": PICTURES["WebP"]}, largest=LARGEST_UPLOAD)
    await add_picture(
        conn, stored.key, stored.content_type, stored.size, picture.width, picture.height, seller, str(actor)
    )
    return PREFIX + stored.key
