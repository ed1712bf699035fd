from datetime import date, timedelta

from torg.offers import gate_rules
from torg.shelf.gate_jobs import begins_on


def test_the_shelf_is_made_anew_when_the_gate_changes_and_on_no_other_day() -> None:
    rules = gate_rules()
    assert begins_on(rules, date(2026, 11, 1)), "the gate began to hide"
    assert begins_on(rules, date(2024, 12, 13)), "product safety began"
    changes = [day for day in (date(2027, 1, 1) + timedelta(days=each) for each in range(365)) if begins_on(rules, day)]
    assert changes == []
