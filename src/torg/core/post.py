"""Posting to addresses that other people name, without being sent anywhere else by them."""

import http.client
import socket
import threading
import time
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import SplitResult

from msgspec import Struct

from torg.core.addresses import public_addresses
from torg.core.errors import Refusal
from torg.core.fetch import NETWORK_FAULTS, BadUrl, connect_to, cut, host_of, own_headers, path_of, target_of

LONGEST_EXCERPT = 1_000
"""Characters that are kept of an answer."""
_MOST_READ = 2**16
_KEPT_OPEN = 30.0
_LONGEST_WAIT = 86_400.0


class Posted(Struct, frozen=True):
    """What came of a post. Without a `status` nobody answered, and `error` says why."""

    milliseconds: int
    status: int | None = None
    answer: str = ""
    """The beginning of what was answered, as text."""
    error: str | None = None
    retry_after: float | None = None
    """Seconds for which the receiver asks to be left alone."""

    @property
    def accepted(self) -> bool:
        """Whether the receiver took it: any status from 200 to 299."""
        return self.status is not None and 200 <= self.status < 300


class Poster:
    """Posts to one address, one after the other, over a connection that is kept open between them.

    Each connection goes to an address that was checked for this very connection, so that a name which means something
    else a moment later leads nowhere. Redirects are not followed. Not for several threads at once.
    """

    def __init__(self, url: str, *, allow_private: bool = False) -> None:
        """Prepare to post to `url`; nothing is looked up or opened before the first post.

        `allow_private` lets it go into private networks, and over http:// to this very machine; else it wants https://.
        """
        self._url = url
        self._allow_private = allow_private
        self._connection: http.client.HTTPConnection | None = None
        self._opened = 0.0

    def __enter__(self) -> Self:
        """Use the poster for as long as the block lasts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is open."""
        self.close()

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def abort(self) -> None:
        """Cut the connection, from any thread: a post under way ends as one that nobody answered."""
        if self._connection is not None:
            cut(self._connection)

    def post(self, body: bytes, headers: dict[str, str], timeout: float) -> Posted:
        """Post, and say what came of it within `timeout` seconds; no fault of the receiver is an error of ours."""
        began = time.monotonic()
        try:
            return self._post(body, headers, began, began + timeout)
        except Refusal as refused:
            self.close()
            return Posted(_since(began), error=refused.detail)
        except NETWORK_FAULTS as fault:
            self.close()
            late = time.monotonic() >= began + timeout
            said = f"took longer than {timeout:.0f} s to answer" if late else f"broke off ({_named(fault)})"
            return Posted(_since(began), error=f"The receiver {said}.")

    def _post(self, body: bytes, headers: dict[str, str], began: float, deadline: float) -> Posted:
        target = target_of(self._url)
        kept = self._connection is not None and time.monotonic() - self._opened < _KEPT_OPEN
        if not kept:
            self._open(target, deadline)
        try:
            return self._exchange(target, body, headers, began, deadline)
        except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
            # A receiver may close what was kept open at any time: that says nothing about whether it is there.
            if not kept or time.monotonic() >= deadline:
                raise
            self._open(target, deadline)
            return self._exchange(target, body, headers, began, deadline)

    def _open(self, target: SplitResult, deadline: float) -> None:
        self.close()
        host = host_of(target)
        port = target.port or (443 if target.scheme == "https" else 80)
        addresses = public_addresses(host, port, allow_private=self._allow_private)
        if target.scheme != "https" and not (self._allow_private and all(map(_is_here, addresses))):
            raise BadUrl("Webhooks go over https:// only.")
        connection = http.client.HTTPConnection(host, port)
        stop = _Stop(connection, deadline)
        try:
            connect_to(connection, target.scheme, addresses, deadline)
            # Head and body are two packets: the second must not wait until the first was acknowledged.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        finally:
            stop.cancel()
        self._connection, self._opened = connection, time.monotonic()

    def _exchange(
        self, target: SplitResult, body: bytes, headers: dict[str, str], began: float, deadline: float
    ) -> Posted:
        connection = self._connection
        if connection is None:
            raise ConnectionError("there is no connection")
        connection.sock.settimeout(max(deadline - time.monotonic(), 0.001))
        stop = _Stop(connection, deadline)
        try:
            own = {"Connection": "keep-alive", "Accept-Encoding": "identity"}
            connection.request("POST", path_of(target), body, own_headers(target, host_of(target)) | own | headers)
            with connection.getresponse() as answer:
                content = answer.read1(_MOST_READ) if answer.length != 0 else b""
                while len(content) < LONGEST_EXCERPT and (piece := answer.read1(_MOST_READ)):
                    content += piece
                ended = answer.isclosed() or not answer.read1(1)
                wait = _seconds(answer.getheader("Retry-After"))
                if answer.will_close or not ended:
                    self.close()
                return Posted(_since(began), answer.status, _text(content), retry_after=wait)
        finally:
            stop.cancel()


class _Stop:
    """Ends a connection at its deadline, however slowly its bytes drip."""

    def __init__(self, connection: http.client.HTTPConnection, deadline: float) -> None:
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0), cut, (connection,))
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()


def _is_here(address: str) -> bool:
    return address == "::1" or address.startswith("127.")


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _named(fault: BaseException) -> str:
    return str(fault)[:200] or type(fault).__name__


def _text(content: bytes) -> str:
    """Write the beginning of an answer as text that can be stored and shown."""
    text = content[: LONGEST_EXCERPT * 4].decode("utf-8", "replace")[:LONGEST_EXCERPT]
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text).strip()


def _seconds(header: str | None) -> float | None:
    """Read Retry-After, in seconds or as a date (RFC 9110, 10.2.3); a day at most."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    with suppress(ValueError, TypeError):
        return min(max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0), _LONGEST_WAIT)
    return None
