"""How fast feeds are read: rows a second of CPU, each format beside the floor of its bare parser."""

import argparse
import csv
import gc
import json
import random
import resource
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from bench.figures import Figure
from torg.catalog.feeds import FeedDefaults, ReadItem, read_feed

WORDS = ("borr", "skruv", "hylla", "lampa", "kudde", "panna", "kniv", "jacka", "mössa", "cykel", "pump", "kabel")
TEXT = "Slitstark och lätt att sköta. Tål regn, frost och små barn. Två års garanti, skickas inom en dag. "
HEADER = ["id", "title", "description", "link", "image_link", "price", "availability", "brand", "gtin", "product_type"]


def rows(count: int) -> Iterator[list[str]]:
    """Make rows that look like a shop's: the same ones every time."""
    chance = random.Random(20261122)
    for number in range(count):
        digits = f"73{number:010d}"
        check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
        title = f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {chance.randint(1, 90)} cm"
        yield [
            f"A{number}", title, TEXT * 3, f"https://nils.example/p/{number}", f"https://nils.example/i/{number}.jpg",
            f"{chance.randint(10, 5000)}.00 SEK", "in stock", "Nils", f"{digits}{check}", "Hem > Verktyg",
        ]  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(chain([HEADER], rows(count)))


def write_jsonl(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows(count):
            sku, title, text, link, picture, price, _, brand, gtin, category = row
            amount = int(float(price.split()[0]) * 100)
            item = {
                "sku": sku, "title": {"sv": title}, "description": {"sv": text}, "link": link, "pictures": [picture],
                "prices": [{"market": "se", "amount": amount}], "brand": brand, "gtin": gtin, "category": category,
                "stock": 3,
            }  # fmt: skip
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def write_xml(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n')
        for row in rows(count):
            file.write(
                "<item>" + "".join(f"<g:{n}>{v.replace('>', '&gt;')}</g:{n}>" for n, v in zip(HEADER, row, strict=True))
            )
            file.write("</item>\n")
        file.write("</channel></rss>\n")


def write_json(path: Path, count: int) -> None:
    objects = [dict(zip(HEADER, row, strict=True)) for row in rows(count)]
    path.write_text(json.dumps({"products": objects}, ensure_ascii=False), "utf-8")


def floor_csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def floor_jsonl(path: Path) -> None:
    decoder = msgspec.json.Decoder()
    with path.open("rb") as file:
        for line in file:
            decoder.decode(line)


def floor_xml(path: Path) -> None:
    for _, element in ET.iterparse(path):
        if element.tag == "item":
            element.clear()


def floor_json(path: Path) -> None:
    msgspec.json.decode(path.read_bytes())


FORMATS: dict[str, tuple[Callable[[Path, int], None], Callable[[Path], None]]] = {
    "google.csv": (write_csv, floor_csv),
    "torg.jsonl": (write_jsonl, floor_jsonl),
    "google.xml": (write_xml, floor_xml),
    "google.json": (write_json, floor_json),
}


def measure(count: int = 20_000) -> list[tuple[str, float, float]]:
    """Give, for each format, rows a second of CPU through `read_feed`, and through its bare parser."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, floor) in FORMATS.items():
            path = Path(folder) / name
            write(path, count)
            measured.append(
                (name, count / _seconds(lambda p=path: _read(p, count)), count / _seconds(lambda p=path, f=floor: f(p)))
            )
    return measured


def figures() -> list[Figure]:
    """Give each format's rows a CPU second beside its bare parser's."""
    return [
        Figure(
            f"feed reading, {name}", "20,000 rows", f"{rate:,.0f} rows a CPU second",
            f"{floor:,.0f} rows a CPU second: the bare parser", f"{rate / floor:.0%}", group="import",
        )
        for name, rate, floor in measure()
    ]  # fmt: skip


def _read(path: Path, count: int) -> None:
    kept = sum(isinstance(event, ReadItem) for event in read_feed(path, defaults=FeedDefaults(market="se")))
    if kept != count:
        raise SystemExit(f"{path.name}: {kept} of {count} rows were kept")


def _seconds(work: Callable[[], None]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_memory(megabytes: int, name: str) -> tuple[float, float, int]:
    """Read a feed of that size in this process, and give its seconds of CPU, its peak memory in MB, and its rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write, _ = FORMATS[name]
        write(path, 1_000)
        count = int(megabytes * 2**20 / (path.stat().st_size / 1_000))
        write(path, count)
        start = time.process_time()
        _read(path, count)
        return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--megabytes", type=int, help="read one feed of this size instead, and show the peak memory")
    parser.add_argument("--format", choices=FORMATS, default="google.csv")
    options = parser.parse_args()
    if options.megabytes:
        seconds, peak, count = peak_memory(options.megabytes, options.format)
        print(f"{options.format}, {options.megabytes} MB, {count:,} rows: {seconds:.1f} s CPU, peak {peak:.0f} MB")
        return
    print(f"{'feed':<12} {'rows/s':>10} {'bare parser':>12} {'share':>6}")
    for name, rate, floor in measure(options.rows):
        print(f"{name:<12} {rate:>10,.0f} {floor:>12,.0f} {rate / floor:>6.1%}")


if __name__ == "__main__":
    main()
