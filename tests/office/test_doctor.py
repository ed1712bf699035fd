"""`torg doctor` looks at the ledger, the seller's role, the staff and the mail."""

from pathlib import Path

import psycopg
import pytest

from torg.commands.doctor import examine
from torg.settings import Settings

_SALE = """
    SELECT ledger_post('parcel.captured', 'parcel:1', 'system',
        '[{"kind": "bank", "currency": "SEK", "amount": 5}, {"kind": "market_loss", "currency": "SEK", "amount": -5}]')
"""


def said(capsys: pytest.CaptureFixture[str], url: str, home: Path) -> dict[str, str]:
    """Give what the doctor says of each thing, by its name."""
    examine(Settings(home=home, database_url=url))
    lines = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
    return {line[1]: line[0] + " " + line[2] for line in lines if len(line) == 3}


def test_a_sound_market(
    fresh_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with psycopg.connect(fresh_database) as conn:
        conn.execute(_SALE)
        conn.execute("INSERT INTO account (email, email_key) VALUES ('olav@torg.example', 'olav@torg.example')")
        conn.execute("INSERT INTO staff_member (account_id, roles) SELECT id, '{owner}' FROM account")
    found = said(capsys, fresh_database, tmp_path)
    assert found["ledger"].startswith("well zero-sum")
    assert found["isolation"].startswith("well sellers work as torg_seller")
    assert found["staff"].startswith("well 1 in the office, 1 of them owners; what needs two people waits")
    assert found["mail"].startswith("well written to a folder")


def test_a_market_in_trouble(
    fresh_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with psycopg.connect(fresh_database) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(
            """
            INSERT INTO ledger_entry (day, posting_id, line, kind, holder, currency, amount, label)
            VALUES ('2026-01-01', 1, 1, 'bank', '', 'SEK', 7, '')
            """
        )
        conn.execute(
            """
            INSERT INTO mail_message (message_id, recipient, subject, state, finished)
            VALUES ('m1', 'a@torg.example', 'x', 'failed', now())
            """
        )
    found = said(capsys, fresh_database, tmp_path)
    assert found["ledger"].startswith("wrong out of balance by 7 SEK")
    assert found["staff"].startswith("wrong 0 in the office")
    assert found["mail"].startswith("wrong written to a folder")
