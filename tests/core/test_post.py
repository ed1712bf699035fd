"""Posting to addresses that others name."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.webhooks.receiver import Receiver
from torg.core import addresses
from torg.core.post import Poster

BODY = b'{"type":"t","data":{"offer":1}}'
HEADERS = {"webhook-id": "msg_1"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver().up()
    yield receiver
    receiver.down()


def test_a_connection_is_kept_from_one_post_to_the_next(receiver, monkeypatch):
    opened = []
    real = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda *given, **named: opened.append(given) or real(*given, **named)
    )
    with Poster(receiver.url, allow_private=True) as poster:
        assert [poster.post(BODY, HEADERS, 5).status for _ in range(3)] == [204] * 3
    assert len(opened) == 1
    assert receiver.accepted[0].headers["webhook-id"] == "msg_1"


def test_a_connection_that_was_closed_meanwhile_is_made_again(receiver):
    with Poster(receiver.url, allow_private=True) as poster:
        receiver.headers = {"Connection": "close"}
        assert poster.post(BODY, HEADERS, 5).accepted
        receiver.headers = {}
        assert poster.post(BODY, HEADERS, 5).accepted
        receiver.down()
        receiver.up()
        assert poster.post(BODY, HEADERS, 5).accepted


def test_private_networks_are_not_posted_to(receiver):
    with Poster(receiver.url) as poster:
        posted = poster.post(BODY, HEADERS, 5)
    assert posted.status is None
    assert posted.error is not None
    assert "private network" in posted.error
    assert receiver.accepted == []


def test_a_name_that_means_something_else_a_moment_later_leads_nowhere(receiver, monkeypatch):
    """DNS rebinding: the name is public when it is checked, and this machine when it is asked again."""
    answers = iter(["203.0.114.7", "127.0.0.1"])
    connected = []

    def rebinding(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, **_):
        connected.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with Poster("https://rebinding.example/") as poster:
        assert not poster.post(BODY, HEADERS, 5).accepted
        assert connected == [("203.0.114.7", 443)]
        posted = poster.post(BODY, HEADERS, 5)
    assert connected == [("203.0.114.7", 443)]
    assert posted.error is not None
    assert "private network" in posted.error


def test_public_addresses_are_asked_over_https_only(receiver, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda _: True)
    with Poster(receiver.url) as poster:
        assert "https" in (poster.post(BODY, HEADERS, 5).error or "")
    assert receiver.accepted == []


def test_a_redirect_is_not_followed(receiver):
    other = Receiver().up()
    receiver.answer = lambda _: 307
    receiver.headers = {"Location": other.url}
    with Poster(receiver.url, allow_private=True) as poster:
        posted = poster.post(BODY, HEADERS, 5)
    other.down()
    assert (posted.status, posted.accepted) == (307, False)
    assert other.accepted == []


def test_a_receiver_that_drips_is_cut_off_in_time():
    server = socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = server.accept()
        with connection:
            try:
                for _ in range(100):
                    connection.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    began = time.monotonic()
    with Poster(f"http://127.0.0.1:{server.getsockname()[1]}/", allow_private=True) as poster:
        posted = poster.post(BODY, HEADERS, 0.5)
    server.close()
    thread.join(5)
    assert posted.status is None
    assert time.monotonic() - began < 3


def test_what_a_receiver_says_is_kept_short_and_clean(receiver):
    receiver.answer = lambda _: 500
    with Poster(receiver.url, allow_private=True) as poster:
        receiver.headers = {"Retry-After": "120"}
        posted = poster.post(BODY, HEADERS, 5)
        assert (posted.answer, posted.retry_after) == ("the answer of the receiver", 120)
        receiver.headers = {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}
        assert poster.post(BODY, HEADERS, 5).retry_after == 0
        receiver.headers = {"Retry-After": "soon"}
        assert poster.post(BODY, HEADERS, 5).retry_after is None
