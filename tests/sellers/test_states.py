from datetime import UTC, datetime, timedelta

import pytest

from torg.sellers.states import STATUSES, TRANSITIONS, earliest, may, may_become, selling, wants_reason, ways_from

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_every_state_has_its_ways_and_closed_has_none():
    assert set(TRANSITIONS) == set(STATUSES)
    assert ways_from("closed", "market") == ways_from("closed", "seller") == []
    # From everywhere else there is a way out, and whoever can be active can lose it again.
    for status in STATUSES[:-1]:
        assert may_become(status, "closed", "seller"), status
        assert may_become(status, "closed", "market"), status


def test_nobody_activates_itself():
    for status in STATUSES:
        for target in ("active", "restricted", "suspended"):
            assert not may_become(status, target, "seller")


def test_a_draft_is_never_active_without_a_review():
    assert not may_become("draft", "active", "market")
    assert may_become("draft", "under_review", "seller")
    assert may_become("under_review", "active", "market")


def test_the_market_waits_thirty_days_before_it_closes_who_has_sold():
    assert earliest("active", "closed", "market", "agreement", NOW) == NOW + timedelta(days=30)
    assert earliest("suspended", "closed", "market", "standing", NOW) == NOW + timedelta(days=30)
    assert earliest("active", "closed", "market", "legal_duty", NOW) == NOW
    assert earliest("active", "closed", "market", "repeated", NOW) == NOW
    assert earliest("active", "closed", "seller", "own_wish", NOW) == NOW
    assert earliest("under_review", "closed", "market", "application", NOW) == NOW
    assert earliest("active", "suspended", "market", "illegal", NOW) == NOW


def test_what_takes_something_away_wants_its_reason():
    assert {status for status in STATUSES if wants_reason(status)} == {
        "asked_to_complete", "restricted", "suspended", "closed",
    }  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_what_a_state_lets_a_seller_do(status):
    assert selling(status) is (status in {"active", "restricted"})
    assert may(status, [], "new_offers") is (status not in {"suspended", "closed"})
    assert not may(status, ["new_offers"], "new_offers")
