"""`torg migrate` brings an empty database up to this version, once."""

from pathlib import Path

import psycopg
import pytest

from tests.commands.conftest import torg
from torg.core.postgres import EmbeddedPostgres


@pytest.fixture
def empty_database(server: EmbeddedPostgres) -> str:
    name = "empty_for_migrate"
    with psycopg.connect(server.url.replace("/torg?", "/postgres?"), autocommit=True) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        conn.execute(f"CREATE DATABASE {name}")
    return server.url.replace("/torg?", f"/{name}?")


def test_a_second_time_there_is_nothing_to_do(empty_database: str, tmp_path: Path) -> None:
    settings = {"TORG_HOME": str(tmp_path / "home"), "TORG_DATABASE_URL": empty_database}
    before = torg("doctor", **settings)
    assert before.returncode == 1
    assert "torg migrate" in before.stdout
    first = torg("migrate", **settings)
    assert (first.returncode, "0001_core.sql" in first.stderr) == (0, True), first.stderr
    second = torg("migrate", **settings)
    assert (second.returncode, "up to date" in second.stderr) == (0, True), second.stderr
    assert "all applied" in torg("doctor", **settings).stdout
