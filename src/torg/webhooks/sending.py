"""Sending what was taken from the queue: a few lanes an endpoint, each on a connection and a thread of its own."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from torg.core.post import Posted, Poster
from torg.webhooks.backing_off import nobody_there
from torg.webhooks.deliver_queries import Claimed
from torg.webhooks.signing import signed_headers

LANES = 4
_LANE = 10
_MOST_THREADS = 32
_MISSES_IN_A_ROW = 3
_USER_AGENT = "Torg-Webhooks/1"

Tell = Callable[[Claimed, Posted | None], None]


class Sender:
    """Threads that post; what came of each post is told at once, on the event loop."""

    def __init__(self, *, allow_private: bool, timeout: float, shift: float) -> None:
        """Post with `timeout` seconds each; nothing new is begun `shift` seconds after a batch was handed over."""
        self._threads = ThreadPoolExecutor(max_workers=_MOST_THREADS, thread_name_prefix="webhook")
        self._allow_private = allow_private
        self._timeout = timeout
        self._shift = shift
        self._posters: set[Poster] = set()
        self._stopping = threading.Event()

    async def send(self, claimed: Sequence[Claimed], tell: Tell) -> None:
        """Post everything that is for one endpoint, or say of it that it was not tried."""
        loop = asyncio.get_running_loop()
        stop_at = time.monotonic() + self._shift

        def told(each: Claimed, posted: Posted | None) -> None:
            loop.call_soon_threadsafe(tell, each, posted)

        lanes = min(LANES, -(-len(claimed) // _LANE))
        await asyncio.gather(
            *(
                loop.run_in_executor(self._threads, self._lane, claimed[lane::lanes], stop_at, told)
                for lane in range(lanes)
            )
        )

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopping.set()

    def close(self) -> None:
        """Begin nothing more, and cut what is under way."""
        self.stop()
        for poster in list(self._posters):
            poster.abort()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _lane(self, claimed: Sequence[Claimed], stop_at: float, tell: Tell) -> None:
        misses = 0
        with Poster(claimed[0].url, allow_private=self._allow_private) as poster:
            self._posters.add(poster)
            try:
                for each in claimed:
                    if self._stopping.is_set() or misses >= _MISSES_IN_A_ROW or time.monotonic() >= stop_at:
                        tell(each, None)
                        continue
                    posted = self._post(poster, each)
                    misses = misses + 1 if nobody_there(posted) else 0
                    # What we have cut ourselves says nothing of the receiver.
                    tell(each, None if self._stopping.is_set() and not posted.accepted else posted)
            finally:
                self._posters.discard(poster)

    def _post(self, poster: Poster, each: Claimed) -> Posted:
        body = each.payload.encode()
        headers = signed_headers(each.message_id, int(time.time()), body, each.secrets)
        own = {"Content-Type": "application/json", "User-Agent": _USER_AGENT}
        return poster.post(body, headers | own, self._timeout)
