import gzip
import io
import zipfile
import zlib

import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.feeds import FeedBroken, FeedDefaults, ReadItem, open_feed, read_feed

CSV = "id,title,price\n" + "".join(f"{number},Borr {number},{number}9 SEK\n" for number in range(1, 2_001))


def zipped(**files: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_reads_gzip_and_zip():
    assert len(read(gzip.compress(CSV.encode())).items) == 2_000
    assert len(read(gzip.compress(CSV[:100].encode()) + gzip.compress(CSV[100:].encode())).items) == 2_000
    assert len(read(zipped(feed=CSV)).items) == 2_000
    assert (
        len(read(zipped(**{"__MACOSX/feed.csv": "resource fork", "feeds/": "", "feeds/feed.csv": CSV})).items) == 2_000
    )


def test_reads_a_zip_from_a_stream_that_cannot_go_back():
    class Pipe(io.RawIOBase):
        def __init__(self, content):
            self.content = io.BytesIO(content)

        def readable(self):
            return True

        def readinto(self, buffer):
            return self.content.readinto(buffer)

    events = list(read_feed(io.BufferedReader(Pipe(zipped(feed=CSV))), defaults=FeedDefaults(market="se")))
    assert sum(isinstance(event, ReadItem) for event in events) == 2_000


@pytest.mark.parametrize("lost", [1, 8, 9, 100, 2_000])
def test_a_gzip_that_was_cut_off_keeps_what_came_and_no_half_row(lost):
    outcome = read(gzip.compress(CSV.encode())[:-lost])
    expected = CSV.splitlines()[1 : len(outcome.items) + 1]
    assert outcome.items
    assert [(item.sku, item.prices[0].amount) for item in outcome.items] == [
        (line.split(",")[0], int(line.split(",")[0]) * 1000 + 900) for line in expected
    ]
    assert "damaged or cut off" in outcome.broken


def test_a_damaged_gzip_keeps_what_came():
    packed = bytearray(gzip.compress(CSV.encode()))
    packed[len(packed) // 2] ^= 0xFF
    outcome = read(bytes(packed))
    assert "damaged or cut off" in outcome.broken


def test_a_decompression_bomb_is_stopped(monkeypatch):
    monkeypatch.setattr(open_feed, "FREE_BYTES", 1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(b"id,title,price\n1,Borr,9\n" + b" " * 50_000_000) + packer.flush()
    for feed in (bomb, zipped(feed=b"id,title,price\n1,Borr,9\n" + b"\n" * 50_000_000)):
        outcome = read(feed)
        assert outcome.skus == ["1"]
        assert "decompression bomb" in outcome.broken


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (zipped(a=CSV, b=CSV), "2 files"),
        (zipped(), "0 files"),
        (zipped(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel"),
        (b"PK\x03\x04 no zip at all", "cannot be opened"),
        (b"\x1f\x8b no gzip at all", "damaged"),
        (b"", "not recognised"),
        (b"\xff\xfe", "not recognised"),
        (b"\x00" * 1_000, "not recognised"),
    ],
    ids=["two files", "no file", "Excel", "no zip", "no gzip", "empty", "a mark alone", "zeros"],
)
def test_says_what_is_wrong_with_the_file(feed, reason):
    outcome = read(feed)
    assert outcome.items == []
    assert reason in outcome.broken


def test_a_file_that_is_not_there_is_a_broken_feed(tmp_path):
    events = list(read_feed(tmp_path / "nowhere.csv"))
    assert [type(event) for event in events] == [FeedBroken]


def test_tells_how_far_it_has_come(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text(CSV)
    reading = read_feed(path, defaults=FeedDefaults(market="se"))
    assert (reading.position, reading.size) == (0, len(CSV))
    for _ in reading:
        pass
    assert (reading.position, reading.rows, reading.format) == (len(CSV), 2_000, "google-tsv")


def test_closes_its_file_when_it_is_left_early(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text(CSV)
    reading = read_feed(path, defaults=FeedDefaults(market="se"))
    next(reading)
    reading.close()
    assert list(reading) == []
