"""Processes that never outlive the one that started them."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send `how` to this process when its parent dies, also of SIGKILL.

    Call it in the child, after any change of user (which clears it). Where the kernel cannot do it, `watch_parent` can.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)


def watch_parent(how: signal.Signals = signal.SIGTERM, every: float = 0.5) -> None:
    """Make sure that this process ends when its parent does: by the kernel, and by looking now and then.

    The look covers systems without parent-death signals, and a parent that died before the signal was asked for.
    """
    parent = os.getppid()
    die_with_parent(how)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os.kill(os.getpid(), how)
        time.sleep(5)
        os._exit(1)

    threading.Thread(target=look, name="watch-parent", daemon=True).start()
