"""Help, settings and mistakes: said in words, with an exit code, and without a database."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Here, torg
from torg.settings import Settings

# Nothing listens there: a command that wants a database fails at once.
NOWHERE = "postgresql://olav:hunter2@127.0.0.1:1/torg"


def test_help_needs_nothing(tmp_path: Path) -> None:
    done = torg("--help", TORG_HOME=str(tmp_path / "home"), TORG_DATABASE_URL=NOWHERE)
    assert done.returncode == 0
    for command in ("serve", "web", "follow", "work", "migrate", "import", "demo", "sellers", "rebuild", "doctor"):
        assert f"{command} " in done.stdout
    assert "Exit codes" in done.stdout
    assert not (tmp_path / "home").exists()


def test_help_of_a_command_says_what_its_options_mean(here: Here) -> None:
    said = here("import", "--help").out
    for option in ("--seller", "--format", "--market", "--mapping", "--rate", "--report", "--create-seller"):
        assert option in said
    assert "USD=10.5" in said


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (["nonsense"], {}, "nonsense"),
        (["import", "feed.csv"], {}, "--seller"),
        (["settings", "--form", "xml"], {}, "xml"),
        (["settings"], {"TORG_PORT": "abc"}, "TORG_PORT is 'abc'"),
        (["doctor"], {"TORG_PORT": "99999"}, "1 to 65535"),
        (["doctor"], {"TORG_PROT": "8000"}, "TORG_PROT is not a setting"),
    ],
)
def test_wrong_use_and_wrong_settings_end_with_two(
    here: Here, words: list[str], settings: dict[str, str], said: str
) -> None:
    done = here(*words, **settings)
    assert done.code == 2
    assert said in done.out + done.err


@pytest.mark.parametrize("command", ["migrate", "sellers", "rebuild", "demo"])
def test_a_database_that_does_not_answer_is_said_in_words(here: Here, command: str, tmp_path: Path) -> None:
    done = here(command, TORG_HOME=str(tmp_path), TORG_DATABASE_URL=NOWHERE)
    assert done.code == 1
    assert "The database does not answer" in done.err
    assert "torg doctor" in done.err
    assert "hunter2" not in done.out + done.err


def test_a_mistake_shows_nothing_of_the_inside(tmp_path: Path) -> None:
    done = torg("migrate", TORG_HOME=str(tmp_path), TORG_DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer")
    assert "Traceback" not in done.stderr


def test_settings_are_shown_with_their_meaning_and_without_passwords(here: Here, tmp_path: Path) -> None:
    settings = {"TORG_HOME": str(tmp_path), "TORG_DATABASE_URL": NOWHERE, "TORG_PORT": "8123"}
    found = json.loads(here("settings", "--form", "json", **settings).out)
    assert set(found) == {f"TORG_{name.upper()}" for name in Settings.__struct_fields__}
    assert found["TORG_PORT"] == "8123"
    assert found["TORG_DATABASE_URL"] == "postgresql://olav:…@127.0.0.1:1/torg"
    text = here("settings", **settings).out
    assert "The port of the shop" in text
    assert "hunter2" not in text


def test_the_doctor_says_what_is_wrong_and_what_to_do(here: Here, tmp_path: Path) -> None:
    done = here("doctor", TORG_HOME=str(tmp_path), TORG_DATABASE_URL=NOWHERE)
    assert done.code == 1
    assert "TORG_DATABASE_URL right?" in done.out
    assert "torg follow, or torg serve" in done.out
    assert "Install Python" not in done.out, "no advice on what is well"
    assert "hunter2" not in done.out
