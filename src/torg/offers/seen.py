"""Which rows of a source have been seen in a run: one bit each, so that unchanged rows need not be written."""

from collections.abc import Iterable

_BITS = 16
_MASK = (1 << _BITS) - 1


class SeenRows:
    """A set of row ids in 8 KB pieces: a million rows take 125 KB when their ids are near one another."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._pieces: dict[int, bytearray] = {}

    def add(self, ids: Iterable[int]) -> None:
        """Remember row ids."""
        for identity in ids:
            piece = self._pieces.get(identity >> _BITS)
            if piece is None:
                piece = self._pieces[identity >> _BITS] = bytearray(1 << (_BITS - 3))
            bit = identity & _MASK
            piece[bit >> 3] |= 1 << (bit & 7)

    def __contains__(self, identity: int) -> bool:
        """Tell whether a row id has been seen."""
        piece = self._pieces.get(identity >> _BITS)
        bit = identity & _MASK
        return piece is not None and bool(piece[bit >> 3] & (1 << (bit & 7)))
