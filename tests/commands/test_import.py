"""`torg import` on a PostgreSQL of the operator's own: files, reports, exit codes."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest

from tests.commands.conftest import Here, Run

FEED = """id;titel;pris;ean;antal
N1;Skruvdragare 18 V;1 299,00 SEK;7310865004703;5
N2;Hammare av stål;249,00 SEK;;12
N3;;99,00 SEK;;3
N4;Såg;gratis;;1
N5;Tving;89,50 SEK;;4
N5;Tving en gång till;89,50 SEK;;4
"""
MAPPING = """
[source]
format = "csv"

[fields]
sku = "id"
title = "titel"
price = "pris"
gtin = "ean"
stock = "antal"
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "nils.csv"
    file.write_text(FEED, encoding="cp1252")
    return file


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    file = tmp_path / "nils.toml"
    file.write_text(MAPPING, encoding="utf-8")
    return file


def lines(tmp_path: Path, *items: dict[str, object]) -> str:
    file = tmp_path / "feed.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in items), encoding="utf-8")
    return str(file)


def journal(url: str) -> int:
    with psycopg.connect(url) as conn:
        found = conn.execute("SELECT count(*) FROM journal").fetchone()
    assert found is not None
    return int(found[0])


def test_good_rows_are_kept_bad_ones_told_and_a_second_time_changes_nothing(
    run: Run, feed: Path, mapping: Path, tmp_path: Path, fresh_database: str
) -> None:
    report = tmp_path / "report.json"
    words = ["import", str(feed), "--seller", "Nils Verktyg", "--mapping", str(mapping), "--report", str(report)]
    first = run(*words, "--create-seller")
    assert first.returncode == 3, first.stdout + first.stderr
    told = json.loads(report.read_bytes())
    assert (told["state"], told["read"], told["kept"]) == ("completed", 6, 3)
    assert told["counts"]["refused"] == 3
    assert [(each["line"], each["field"]) for each in told["refusals"]] == [(4, "title"), (5, "price"), (7, "sku")]
    assert all(each["reason"] for each in told["refusals"])
    refused = (tmp_path / "report.refused.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(each)["line"] for each in refused] == [4, 5, 7]
    assert "6 rows read, 3 kept (3 new, 0 changed, 0 unchanged), 0 removed, 3 refused" in first.stdout
    assert "gratis" in first.stdout
    before = journal(fresh_database)
    second = run(*words)
    assert second.returncode == 3
    assert "(0 new, 0 changed, 3 unchanged), 0 removed" in second.stdout
    assert journal(fresh_database) == before
    listed = run("sellers")
    assert listed.returncode == 0
    assert "nils-verktyg" in listed.stdout


def test_a_feed_without_fault_ends_with_zero(run: Run, tmp_path: Path) -> None:
    item = {"sku": "K1", "title": {"sv": "Boken om borr"}, "stock": 1, "prices": [{"market": "se", "amount": 19900}]}
    done = run("import", lines(tmp_path, item), "--seller", "kaisa", "--create-seller")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept (1 new" in done.stdout


def test_a_seller_that_is_not_there_is_said_with_advice(
    here: Here, tmp_path: Path, fresh_database: str, feed: Path, mapping: Path
) -> None:
    settings = {"TORG_HOME": str(tmp_path), "TORG_DATABASE_URL": fresh_database}
    done = here("import", str(feed), "--seller", "nisse", "--mapping", str(mapping), **settings)
    assert done.code == 1
    assert "There is no seller 'nisse'" in done.err
    assert "torg sellers" in done.err
    assert "--create-seller" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.csv"], "There is no file nowhere.csv"),
        (["FEED", "--rate", "USD"], "say it like USD=10.5"),
        (["FEED", "--rate", "USD=NaN"], "say it like USD=10.5"),
        (["FEED", "--rate", "USD=-1"], "say it like USD=10.5"),
        (["FEED", "--format", "edifact"], "edifact"),
        (["FEED", "--mapping", "nowhere.toml"], "nowhere.toml"),
        (["FEED", "--report", "/nowhere/at/all/report.json"], "there is no folder /nowhere/at/all"),
        (["http://127.0.0.1:9/feed.xml"], "private"),
        (["http://[::1]:9/feed.xml"], "private"),
        (["https://localhost/feed.xml"], "private"),
    ],
)
def test_what_cannot_be_imported_is_said_in_one_sentence(
    here: Here, fresh_database: str, tmp_path: Path, feed: Path, words: list[str], said: str
) -> None:
    settings = {"TORG_HOME": str(tmp_path), "TORG_DATABASE_URL": fresh_database}
    named = [str(feed) if word == "FEED" else word for word in words]
    done = here("import", *named, "--seller", "nils", "--create-seller", **settings)
    assert done.code == 1, done.out + done.err
    assert said in done.err


class _Feeds(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feeds) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/feed.xml"
        server.shutdown()
        thread.join()


def test_a_server_in_a_private_network_is_never_asked(
    here: Here, tmp_path: Path, fresh_database: str, address: str
) -> None:
    settings = {"TORG_HOME": str(tmp_path), "TORG_DATABASE_URL": fresh_database}
    done = here("import", address, "--seller", "nils", "--create-seller", **settings)
    assert done.code == 1
    assert "private" in done.err
    assert _Feeds.asked == []


def test_foreign_money_is_changed_at_the_rate_that_was_said(run: Run, tmp_path: Path, fresh_database: str) -> None:
    file = tmp_path / "feed.csv"
    file.write_text("id;titel;pris;ean;antal\nU1;Dollarhammare;10.00 USD;;1\n", encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    words = ["import", str(file), "--seller", "nils", "--create-seller", "--mapping", str(mapping), "--market", "se"]
    assert run(*words).returncode == 3, "without a rate the row cannot be sold in kronor"
    done = run(*words, "--rate", "USD=10.5")
    assert done.returncode == 0, done.stdout + done.stderr
    with psycopg.connect(fresh_database) as conn:
        assert conn.execute("SELECT price FROM offer").fetchall() == [(10500,)]
