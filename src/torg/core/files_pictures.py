"""Pictures that somebody sent: checked, turned the right way up, without their maker's notes, in sizes for pages."""

import io
import warnings
from collections.abc import Sequence

from msgspec import Struct
from PIL import Image, ImageOps, UnidentifiedImageError

from torg.core.errors import Refusal
from torg.core.files_kinds import PICTURES, kind_of

WIDTHS = (320, 640, 1280)
"""Pixels across, for a card, a phone and a whole page."""
MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_QUALITY = {"AVIF": 60, "WEBP": 80}


class BadPicture(Refusal):
    """The file is no picture that can be shown: use JPEG, PNG, WebP or AVIF."""

    code = "bad_picture"
    status = 422


class Picture(Struct, frozen=True):
    """What a picture is."""

    width: int
    height: int
    format: str


class PictureSize(Struct, frozen=True):
    """One picture as it is sent to a page."""

    width: int
    height: int
    content_type: str
    content: bytes


def check_picture(content: bytes, *, least: int = 1, most_pixels: int = MOST_PIXELS) -> Picture:
    """Say what a picture is, from its head alone; raises BadPicture for others, too small and too large ones.

    `least` is in pixels, for the shorter side. A small file that would fill the memory (a bomb) is refused unread.
    """
    with _opened(content) as image:
        width, height = image.size
        if width * height > most_pixels:
            raise BadPicture(f"The picture has {width} × {height} pixels; at most {most_pixels:,} in all are taken.")
        if min(width, height) < least:
            raise BadPicture(f"The picture has {width} × {height} pixels; it needs {least} along each side.")
        return Picture(width, height, image.format or "")


def picture_sizes(
    content: bytes, widths: Sequence[int] = WIDTHS, formats: Sequence[str] = ("AVIF", "WEBP")
) -> list[PictureSize]:
    """Give a picture anew in widths and formats, never enlarged, its maker's notes (place, camera) left out.

    Takes processor time: for jobs, or a thread. Raises BadPicture.
    """
    check_picture(content)
    with _opened(content) as image:
        try:
            image.draft("RGB", (max(widths) * 2, max(widths) * 2))
            upright = ImageOps.exif_transpose(image)
            whole = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
            raise BadPicture("The picture is cut off or broken: please make it anew.") from error
    wanted = sorted({min(width, whole.width) for width in widths})
    return [_size(whole, width, each) for width in wanted for each in formats]


def _size(whole: Image.Image, width: int, form: str) -> PictureSize:
    height = max(1, round(whole.height * width / whole.width))
    resized = whole if width == whole.width else whole.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    resized.save(out, form, quality=_QUALITY[form], **({"speed": 8} if form == "AVIF" else {"method": 4}))
    return PictureSize(width, height, f"image/{form.lower()}", out.getvalue())


def _opened(content: bytes) -> Image.Image:
    """Open a picture of a kind that is taken, without reading its pixels."""
    if kind_of(content, PICTURES) is None:
        raise BadPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content), formats=_FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture from error
