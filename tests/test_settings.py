"""Settings are checked before anything starts, and a mistake is said in words."""

from pathlib import Path

import pytest

from torg.settings import BadSetting, read_settings


def test_the_defaults_work() -> None:
    settings = read_settings({})
    assert settings.port == 8000
    assert settings.home == Path("var").resolve()
    assert settings.embedded


def test_values_are_read_and_other_variables_left_alone() -> None:
    settings = read_settings({"TORG_PORT": "9001", "TORG_DEMO": "false", "PATH": "/bin", "TORG_HOME": "/tmp/x"})
    assert (settings.port, settings.demo, settings.home) == (9001, False, Path("/tmp/x"))


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("TORG_PORT", "abc", "TORG_PORT is 'abc'"),
        ("TORG_PORT", "70000", "1 to 65535"),
        ("TORG_PRT", "1", "TORG_PRT is not a setting"),
        ("TORG_LOG_FORMAT", "xml", "auto, json or text"),
        ("TORG_DATABASE_URL", "mysql://x", "postgresql://"),
        ("TORG_PUBLIC_URL", "torg.example", "https://"),
        ("TORG_WEB_WORKERS", "0", "1 to 256"),
    ],
)
def test_a_wrong_value_says_what_is_wrong(variable: str, value: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        read_settings({variable: value})
