"""Documents survive kills whole, tell what changed, and are read by other processes while they are written."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from torg.core.documents import Documents


def test_a_document_comes_back_with_its_etag(tmp_path: Path) -> None:
    store = Documents(tmp_path, write=True)
    with store.writing() as writing:
        assert writing.put("product", 7, b"seven")
        assert writing.put("gtin", "735000", b"7")
    found = store.get("product", 7)
    assert found is not None
    etag, content = found
    assert content == b"seven"
    assert len(etag) == 16
    assert store.get("gtin", "735000") == (store.get("gtin", "735000")[0], b"7")  # type: ignore[index]
    assert store.get("product", 8) is None
    assert store.get("nothing", 8) is None
    store.close()


def test_writing_the_same_again_is_no_change(tmp_path: Path) -> None:
    store = Documents(tmp_path, write=True)
    with store.writing() as writing:
        writing.put("product", 1, b"a")
    with store.writing() as writing:
        assert not writing.put("product", 1, b"a")
        assert writing.put("product", 1, b"b")
        assert writing.delete("product", 1)
        assert not writing.delete("product", 1)
    assert store.count("product") == 0
    store.close()


def test_a_failed_block_leaves_everything_as_it_was(tmp_path: Path) -> None:
    store = Documents(tmp_path, write=True)
    with store.writing() as writing:
        writing.put("product", 1, b"before")

    def fail() -> None:
        with store.writing() as writing:
            writing.put("product", 1, b"after")
            writing.put("new table", 1, b"x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.get("product", 1)[1] == b"before"  # type: ignore[index]
    assert store.get("new table", 1) is None
    with store.writing() as writing:
        assert writing.put("new table", 1, b"x")
    store.close()


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.integers(0, 2**63), st.binary(max_size=200), max_size=40))
def test_keys_come_in_order_and_many_are_read_at_once(documents: dict[int, bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Documents(Path(folder), write=True)
        with store.writing() as writing:
            for key, content in documents.items():
                writing.put("t", key, content)
        assert list(store.keys("t")) == sorted(documents)
        asked = [*documents, 2**63 + 5]
        assert store.get_many("t", asked) == [*documents.values(), None]
        if documents:
            middle = sorted(documents)[len(documents) // 2]
            assert list(store.keys("t", after=middle)) == [key for key in sorted(documents) if key > middle]
            assert len(list(store.keys("t", limit=3))) == min(3, len(documents))
        store.close()


def test_a_reader_in_another_process_sees_the_last_commit_of_a_killed_writer(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                f"""
                from pathlib import Path
                from torg.core.documents import Documents
                store = Documents(Path({str(tmp_path)!r}), write=True)
                n = 0
                while True:
                    n += 1
                    with store.writing() as writing:
                        for key in range(50):
                            writing.put("t", key, str(n).encode())
                    if n == 20:
                        print("ready", flush=True)
                """
            ),
        ],
        stdout=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    reader = Documents(tmp_path)
    contents = reader.get_many("t", list(range(50)))
    assert len(set(contents)) == 1, "a commit was seen in part"
    assert int(contents[0] or b"0") >= 20
    reader.close()


def test_a_reader_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Documents(tmp_path)
