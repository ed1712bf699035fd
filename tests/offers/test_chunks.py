from tests.offers.conftest import item
from torg.catalog.feeds import FeedBroken, ReadItem, Refused
from torg.offers.chunks import Chunk, Chunks


def chunks(events: list[object], size: int) -> list[Chunk]:
    pieces = Chunks(events, size)  # type: ignore[arg-type]
    found = []
    while (chunk := pieces.next()) is not None:
        found.append(chunk)
    assert pieces.next() is None
    return found


def test_cuts_by_size_and_loses_nothing() -> None:
    found = chunks([item(str(n)) for n in range(7)], 3)
    assert [[row.item.sku for row in chunk.rows] for chunk in found] == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


def test_keeps_the_rows_of_a_group_together_up_to_twice_the_size() -> None:
    found = chunks([item("a"), *(item(f"g{n}", group="g") for n in range(3)), item("b"), item("c")], 2)
    assert [len(chunk.rows) for chunk in found] == [4, 2]
    found = chunks([item(f"g{n}", group="g") for n in range(9)], 2)
    assert [len(chunk.rows) for chunk in found] == [4, 4, 1]


def test_cuts_by_bytes_as_well() -> None:
    heavy = [item(str(n), description={"sv": "x" * 5_000_000}) for n in range(4)]
    assert [len(chunk.rows) for chunk in chunks(heavy, 1000)] == [2, 2]


def test_what_comes_after_a_break_is_not_read() -> None:
    (chunk,) = chunks([item("a"), FeedBroken(9, "cut off"), item("b")], 10)
    assert (len(chunk.rows), chunk.broken) == (1, "line 9: cut off")


def test_a_feed_of_refusals_alone_is_cut_too() -> None:
    found = chunks([Refused(n, None, "price", "", "is missing") for n in range(45)], 2)
    assert [chunk.read for chunk in found] == [20, 20, 5]


def test_the_same_item_has_the_same_fingerprint_wherever_it_stands() -> None:
    (chunk,) = chunks([ReadItem(1, item("a")), ReadItem(2, item("a")), ReadItem(3, item("a", 1))], 10)
    first, second, third = (row.fingerprint for row in chunk.rows)
    assert first == second != third
