"""Masks plain text that arrives in pieces. Knows no protocol.

The text is cut into stretches that no finding can span; where the cuts fall depends on the text alone, never on the pieces it came in,
and so does what is masked: for any split of a text, the pieces that come out join to `masked_text` of the whole.
"""

from strongroom.protection.classes import DataClass
from strongroom.protection.find import CONTEXT_BYTES, PEM_END
from strongroom.protection.inspection import Inspection, spliced
from strongroom.protection.patterns import Pattern
from strongroom.protection.shadow import folded

MAX_STRETCH = 4096
"""Bytes held at most while no cut is possible; a longer stretch is cut where no finding is."""

_MARGIN = 256
_WORD = Pattern(r"[^ \t\r\n]*[ \t\r\n]")
_LEADS_ON = frozenset(b":=+\"'(-")
_NAMES_A_SECRET = Pattern(
    r"(?i:passw|passphrase|secret|bearer|basic|authorization|credential|token|begin|private|api|access|account|auth|refresh|session|\bid\b|social|\btax|-----|key)"
)
_IN_TOKEN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.-~:%")
_PEM_BEGIN = b"-----BEGIN "


class TextWindow:
    """One text under way: `feed` gives what may be shown, `finish` the rest. Holds back at most about MAX_STRETCH bytes.

    `applied` counts what was masked, by class.
    """

    __slots__ = ("_before", "_held", "_inspection", "_scanned", "_swallow", "_words", "applied")

    def __init__(self, inspection: Inspection) -> None:
        self._inspection = inspection
        self._held = b""
        self._before = b""
        self._swallow = ""
        self._scanned = 0
        self._words = 0
        self.applied: dict[DataClass, int] = {}

    def feed(self, piece: str) -> str:
        """What may be shown after `piece` came in; perhaps nothing yet."""
        self._held += piece.encode("utf-8", "replace")
        out: list[bytes] = []
        while True:
            if self._swallow and not self._swallowed():
                break
            cut = self._next_cut()
            if cut:
                out.append(self._emit(cut))
            elif len(self._held) >= MAX_STRETCH:
                out.append(self._emit_forced())
            else:
                break
        return b"".join(out).decode("utf-8", "replace")

    def finish(self) -> str:
        """The rest, once no more comes."""
        if self._swallow:
            self._held = b""
            return ""
        return self._emit(len(self._held)).decode("utf-8", "replace")

    def _next_cut(self) -> int:
        """Where the stretch may end: after two words in a row that could be part of nothing; 0 if nowhere yet."""
        while (word := _WORD.first(self._held, self._scanned)) is not None and word[1] <= MAX_STRETCH:
            self._scanned = word[1]
            text = self._held[word[0] : word[1] - 1]
            if text:
                self._words = self._words + 1 if _plain(text) else -1
            if self._words >= 1 and not self._in_key():
                return word[1]
        return 0

    def _in_key(self) -> bool:
        begin = self._held.rfind(_PEM_BEGIN, 0, self._scanned)
        return begin >= 0 and PEM_END.first(self._held[: self._scanned], begin) is None

    def _emit(self, cut: int) -> bytes:
        stretch = self._held[:cut]
        self._held = self._held[cut:]
        self._scanned = 0
        self._words = max(self._words, 0)
        changes = self._changes(stretch)
        self._before = (self._before + stretch)[-CONTEXT_BYTES:]
        return self._apply(stretch, changes)

    def _emit_forced(self) -> bytes:
        """Cut a stretch without a natural end: before a finding that reaches over the margin, or through one too long to wait for."""
        window = self._held[:MAX_STRETCH]
        cut = MAX_STRETCH - _MARGIN
        while cut < MAX_STRETCH and self._held[cut] & 0xC0 == 0x80:
            cut += 1
        changes = self._changes(window)
        for start, end, _, _ in changes:
            if start < cut < end:
                cut = start or end
        kept = [change for change in changes if change[1] <= cut]
        if cut == MAX_STRETCH:
            begin = window.find(_PEM_BEGIN)
            self._swallow = "key" if begin >= 0 and PEM_END.first(window, begin) is None else "token"
        self._held = self._held[cut:]
        self._scanned = 0
        self._words = -1
        self._before = (self._before + window[:cut])[-CONTEXT_BYTES:]
        return self._apply(window[:cut], kept)

    def _swallowed(self) -> bool:
        """Drop the rest of something that is hidden already; whether its end was reached."""
        if self._swallow == "key":
            close = PEM_END.first(self._held)
            self._held = self._held[close[1] if close else max(0, len(self._held) - MAX_STRETCH // 8) :]
            done = close is not None
        else:
            end = next((at for at, byte in enumerate(self._held) if byte not in _IN_TOKEN), -1)
            self._held = self._held[end:] if end >= 0 else b""
            done = end >= 0
        if done:
            self._swallow = ""
        return done

    def _changes(self, stretch: bytes) -> list[tuple[int, int, DataClass, bytes]]:
        apart: list[tuple[int, int, DataClass, bytes]] = []
        for change in sorted(self._inspection.changes(stretch, self._before, json=False), key=lambda one: (one[0], -one[1])):
            if not apart or change[0] >= apart[-1][1]:
                apart.append(change)
            elif change[1] > apart[-1][1]:
                apart[-1] = (apart[-1][0], change[1], apart[-1][2], b"***")
        return apart

    def _apply(self, text: bytes, changes: list[tuple[int, int, DataClass, bytes]]) -> bytes:
        for _, _, kind, _ in changes:
            self.applied[kind] = self.applied.get(kind, 0) + 1
        return spliced(text, [(start, end, instead) for start, end, _, instead in changes])


def masked_text(text: str, inspection: Inspection) -> str:
    """`text` with every finding masked; what a TextWindow makes of it in any number of pieces."""
    window = TextWindow(inspection)
    return window.feed(text) + window.finish()


def open_tail(text: bytes, limit: int) -> bytes:
    """The end of `text`, at most `limit` bytes, that the next piece could turn into a finding; empty if it could not.

    That is everything after the last two plain words in a row, provided that it holds a digit or the beginning of something with a name.
    """
    text = text[-4 * limit :]
    at = cut = plain = 0
    while (word := _WORD.first(text, at)) is not None:
        at = word[1]
        if at - word[0] > 1:
            plain = plain + 1 if _plain(text[word[0] : at - 1]) else 0
        if plain >= 2 or (plain == 1 and cut == 0 and word[0] == 0):
            cut = at
    tail = text[cut:][-limit:]
    return tail if _could_begin(tail) else b""


def _plain(word: bytes) -> bool:
    """Whether a word could be no part of a number, an address or a secret, nor announce one."""
    if word[-1:] and word[-1] in _LEADS_ON:
        return False
    likeness = folded(word)
    return not any(48 <= byte <= 57 or byte in b"@%" for byte in likeness) and _NAMES_A_SECRET.first(likeness) is None


def _could_begin(tail: bytes) -> bool:
    words = folded(tail).split()
    if not words:
        return False
    last = words[-1]
    return any(not _plain(word) for word in words) or (last.isupper() and len(last) <= 6) or last.startswith((b"ey", b"gh", b"sk", b"xox", b"AIza", b"-"))
