"""Files and pictures from strangers."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from torg.core.errors import NotFound
from torg.core.files import Files, TooLarge, WrongKind, disposition, open_files, safe_name
from torg.core.files_kinds import DOCUMENTS, PICTURES, TABLES
from torg.core.files_pictures import BadPicture, check_picture, picture_sizes

PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n"


def picture(form: str, size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, (200, 30, 30) if mode == "RGB" else (200, 30, 30, 0)).save(out, form, **options)
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return open_files("", tmp_path / "files")


async def test_what_is_kept_comes_back(files: Files, tmp_path: Path) -> None:
    kept = await files.keep(PDF, DOCUMENTS, largest=1000, name="../../etc/Bolagsavtal.exe")
    assert await files.read(kept.key) == PDF
    assert kept.content_type == "application/pdf"
    assert kept.name == "Bolagsavtal.pdf"
    again = await files.keep(PDF, DOCUMENTS, largest=1000)
    assert again.key == kept.key
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    await files.remove(kept.key)
    with pytest.raises(NotFound):
        await files.read(kept.key)


@pytest.mark.parametrize("key", ["../secret", "ab/../../x.pdf", "/etc/passwd", "ab/" + "g" * 62 + ".pdf", ""])
async def test_no_key_leads_elsewhere(files: Files, key: str) -> None:
    with pytest.raises(NotFound):
        await files.read(key)
    with pytest.raises(NotFound):
        await files.remove(key)


async def test_too_large_and_of_the_wrong_kind(files: Files) -> None:
    with pytest.raises(TooLarge):
        await files.keep(PDF + b"x" * 1000, DOCUMENTS, largest=1000)
    for content in (b"<html><script>", b"MZ\x90\x00", b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        with pytest.raises(WrongKind):
            await files.keep(content, DOCUMENTS, largest=1000)
        with pytest.raises(WrongKind):
            await files.keep(content, PICTURES, largest=1000)
    with pytest.raises(WrongKind):
        await files.keep(b"\xef\xbb\xbf <html>", TABLES, largest=1000)
    assert (await files.keep(b"sku;pris\nA;1\n", TABLES, largest=1000)).content_type == "text/csv"


async def test_files_are_sent_so_that_nothing_runs(files: Files) -> None:
    kept = await files.keep(PDF, DOCUMENTS, largest=1000, name='Å"vtal\r\nX.pdf')
    answer = await files.answer(kept)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert "\r" not in answer.headers["content-disposition"]
    table = await files.keep(b"=1+1;2\n", TABLES, largest=1000, name="x.csv")
    assert (await files.answer(table)).headers["content-disposition"].startswith("attachment; ")
    assert (await files.answer(kept, download=True)).headers["content-disposition"].startswith("attachment; ")


def test_names() -> None:
    assert safe_name("C:\\temp\\a.b.PNG", "png") == "a.b.png"
    assert safe_name("...", "png") == ""
    assert disposition("Å.pdf", inline=False) == "attachment; filename=\"_.pdf\"; filename*=UTF-8''%C3%85.pdf"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_pictures_are_what_they_say(form: str) -> None:
    found = check_picture(picture(form), least=300)
    assert (found.width, found.height, found.format) == (400, 300, form)


def test_pictures_that_are_not_taken() -> None:
    for content in (b"", b"GIF89a" + b"x" * 50, picture("GIF"), picture("BMP"), b"\xff\xd8\xff" + b"x" * 50, b"<svg/>"):
        with pytest.raises(BadPicture):
            check_picture(content)
    with pytest.raises(BadPicture, match="needs 500"):
        check_picture(picture("PNG"), least=500)


def test_a_bomb_is_refused_unread() -> None:
    bomb = bytearray(picture("PNG", (10, 10)))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(BadPicture):
        check_picture(bytes(bomb))
    with pytest.raises(BadPicture, match="pixels"):
        check_picture(picture("PNG", (400, 300)), most_pixels=1000)


def test_sizes_are_upright_and_without_notes() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # To be turned by a quarter.
    exif[0x010E] = "taken at home"
    made = picture_sizes(picture("JPEG", (1000, 500), exif=exif), widths=(100, 320, 2000))
    assert {(each.width, each.height) for each in made} == {(100, 200), (320, 640), (500, 1000)}
    assert {each.content_type for each in made} == {"image/avif", "image/webp"}
    for each in made:
        assert b"taken at home" not in each.content
        with Image.open(io.BytesIO(each.content)) as opened:
            assert opened.size == (each.width, each.height)


def test_transparency_is_kept_and_a_cut_off_picture_refused() -> None:
    notes = PngInfo()
    notes.add_text("where", "taken at home")
    whole = picture("PNG", (64, 64), "RGBA", pnginfo=notes)
    [made] = picture_sizes(whole, widths=(64,), formats=("WEBP",))
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.mode == "RGBA"
    noisy = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(noisy, "PNG")
    with pytest.raises(BadPicture):
        picture_sizes(noisy.getvalue()[:2000])
