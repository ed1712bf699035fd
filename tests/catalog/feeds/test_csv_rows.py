import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.feeds.reading import read
from torg.catalog.feeds.csv_rows import Lines, delimiter_of, read_rows, read_table
from torg.catalog.feeds.models import FeedFault, Refused, Warned


def rows_of(text: str, delimiter: str | None = None):
    lines = Lines(io.StringIO(text, newline=""))
    table = read_table(lines, delimiter)
    events = list(read_rows(lines, table))
    rows = [event for event in events if isinstance(event, tuple)]
    return table, rows, [event for event in events if isinstance(event, Refused | Warned)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_finds_the_delimiter(delimiter, end):
    text = end.join(
        delimiter.join(cells) for cells in (["a", "b", "c"], ["1", "två, tre" if delimiter != "," else "två", ""])
    )
    table, rows, faults = rows_of(text)
    assert (table.columns, table.delimiter, faults) == (["a", "b", "c"], delimiter, [])
    assert rows[0][1][0] == "1"


def test_finds_the_delimiter_in_quoted_headers():
    assert delimiter_of('"id, number";"title; long";price') == ";"


def test_takes_excels_word_for_the_delimiter():
    table, rows, _ = rows_of("sep=|\na|b\n1|2,3;4\n")
    assert (table.columns, rows) == (["a", "b"], [(3, ["1", "2,3;4"])])


def test_skips_empty_lines_and_fills_short_rows():
    _, rows, faults = rows_of("\n\na,b,c\n\n1,2\n,,\n3,4,5,,\n")
    assert rows == [(5, ["1", "2", ""]), (7, ["3", "4", "5"])]
    assert faults == []


def test_names_columns_of_the_same_name_apart():
    assert rows_of("image,image,image\n1,2,3\n")[0].columns == ["image", "image (2)", "image (3)"]


def test_reads_quotes_that_span_lines_and_hold_quotes():
    _, rows, faults = rows_of('a,b\n1,"två\n""rader"", och; tabbar\t"\n2,x\n')
    assert rows == [(2, ["1", 'två\n"rader", och; tabbar\t']), (4, ["2", "x"])]
    assert faults == []


def test_inch_marks_in_unquoted_fields_are_text():
    _, rows, faults = rows_of('a,b,c\n1,Skärm 24" svart,9\n2,"Skärm 27"" vit",9\n')
    assert [row[1][1] for row in rows] == ['Skärm 24" svart', 'Skärm 27" vit']
    assert faults == []


def test_a_quote_too_many_within_a_field_is_mended_with_a_warning():
    _, rows, faults = rows_of('a,b,c\n1,"Skärm 24" svart",9\n2,x,y\n')
    assert rows == [(2, ["1", 'Skärm 24 svart"', "9"]), (3, ["2", "x", "y"])]
    assert [(type(fault), fault.line) for fault in faults] == [(Warned, 2)]


@pytest.mark.parametrize("damage", ['5,"Trasig,100', '5,"Trasig"",100', '"5,Trasig,100', '5,Trasig,"100'])
def test_a_quote_that_is_never_closed_costs_its_own_row_only(damage):
    good = [f"{number},Borr {number},{number}9" for number in range(10, 3_000)]
    text = "\n".join(["id,title,price", *good[:5], damage, *good[5:]]) + "\n"
    _, rows, faults = rows_of(text)
    assert [",".join(cells) for _, cells in rows] == good
    assert [(fault.line, fault.sku) for fault in faults] == [(7, "5")]


def test_the_rows_after_a_stray_quote_may_have_quotes_themselves():
    good = [f'{number},"Borr, {number} ""mm""",{number}9' for number in range(10, 60)]
    text = "\n".join(["id,title,price", *good[:5], '5,"Trasig,100', *good[5:]]) + "\n"
    _, rows, faults = rows_of(text)
    assert [cells[0] for _, cells in rows] == [str(number) for number in range(10, 60)]
    assert [fault.line for fault in faults] == [7]


def test_a_row_with_too_many_cells_is_refused_with_its_line():
    _, rows, faults = rows_of("id;title;price\n1;Borr; stor;99\n2;Borr;99\n")
    assert [cells[0] for _, cells in rows] == ["2"]
    assert "4 columns, the header 3" in faults[0].reason
    assert (faults[0].line, faults[0].sku) == (2, "1")


@pytest.mark.parametrize(("quote", "newlines"), [('"', True), ('"', False), ("", False)])
def test_a_field_of_ten_megabytes_refuses_its_row_alone(quote, newlines):
    giant = ("ord " * 20 + ("\n" if newlines else " ")) * 125_000
    text = f"id,title,price\n1,Borr,99\n2,{quote}{giant}{quote},99\n3,Borr,99\n4,Borr,99\n"
    outcome = read(text)
    assert outcome.skus == ["1", "3", "4"]
    assert [refused.line for refused in outcome.refused] == [3]
    assert "longer than" in outcome.refused[0].reason


def test_a_header_of_a_line_without_end_is_refused():
    with pytest.raises(FeedFault, match="too long"):
        rows_of("x" * 5_000_000)


def test_hostile_quotes_do_not_take_quadratic_time():
    """Every line opens a quote, and closes and reopens it for the line before: each could swallow all that follow."""
    text = "a,b,c\n" + 'x"y,"z\n' * 20_000
    lines = Lines(io.StringIO(text, newline=""))
    read_so_far = 0
    original = lines.next

    def counted():
        nonlocal read_so_far
        read_so_far += 1
        return original()

    lines.next = counted
    assert sum(1 for _ in read_rows(lines, read_table(lines))) > 0
    assert read_so_far < 20_000 * 40


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t|"))
def test_reads_back_whatever_a_csv_writer_writes(table, delimiter):
    import csv

    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *table])
    _, rows, faults = rows_of(written.getvalue(), delimiter)
    assert faults == []
    assert [cells for _, cells in rows] == [cells for cells in table if any(cells)]
