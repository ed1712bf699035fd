from datetime import UTC, datetime, timedelta

import pytest

from torg.core.post import Posted
from torg.webhooks.backing_off import DELAYS, PATIENCE, after_try, nobody_there, pause_of_endpoint

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOWN = Posted(5, error="nobody")


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_a_delivery_is_tried_for_three_days_at_least_whatever_the_jitter(chance: float):
    first, now, tries = NOW, NOW, 1
    while (followed := after_try(DOWN, tries, first, now, chance)).fate == "later":
        assert followed.next_try is not None
        assert followed.next_try > now
        now, tries = followed.next_try, tries + 1
    assert followed.fate == "hopeless"
    assert now - first >= timedelta(days=3)
    assert now - first < timedelta(days=6)
    assert tries == len(DELAYS) + 1


def test_delays_grow_and_are_not_the_same_for_all():
    delays = [after_try(DOWN, tries, NOW, NOW, 0.5).next_try for tries in range(1, len(DELAYS) + 1)]
    assert delays == sorted(delays, key=lambda each: each or NOW)
    spread = {after_try(DOWN, 4, NOW, NOW, chance / 10).next_try for chance in range(11)}
    assert len(spread) == 11


def test_many_quick_tries_are_not_taken_for_three_days():
    followed = after_try(DOWN, 100, NOW - timedelta(hours=1), NOW, 0.5)
    assert followed.fate == "later"
    assert after_try(DOWN, 100, NOW - PATIENCE, NOW, 0.5).fate == "hopeless"


def test_a_receiver_that_asks_for_time_is_given_it():
    followed = after_try(Posted(5, 429, retry_after=7200), 1, NOW, NOW, 0.5)
    assert followed.next_try == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("status", "fate"), [(200, "delivered"), (299, "delivered"), (301, "later"), (404, "later"), (410, "gone")]
)
def test_only_what_begins_with_two_is_success(status: int, fate: str):
    assert after_try(Posted(5, status), 1, NOW, NOW, 0.5).fate == fate


def test_a_receiver_that_minds_an_event_is_not_away():
    assert [nobody_there(Posted(5, status)) for status in (400, 404, 500)] == [False] * 3
    assert [nobody_there(Posted(5, status)) for status in (None, 429, 502, 503, 504)] == [True] * 5


def test_an_endpoint_is_left_alone_for_longer_and_longer_up_to_minutes():
    assert pause_of_endpoint(4, NOW, 0.5) is None
    pauses = [pause_of_endpoint(misses, NOW, 0.5) for misses in range(5, 30)]
    seconds = [(each - NOW).total_seconds() for each in pauses if each is not None]
    assert len(seconds) == 25
    assert seconds[0] == 10
    assert seconds[-1] == 300
