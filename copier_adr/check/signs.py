"""The signs that the checker puts into what a reader sees, to hold apart what is written alike.

They mean something only while no text has them: `without_signs` writes those of a text otherwise, before it is read.
"""

from __future__ import annotations

PICTURE_WORDS, PICTURE_FILE, PICTURE_ENDS = "\ue000", "\ue001", "\ue002"
NO_LINK_AROUND = "\ue003"  # behind the words of a link: no other link may stand around them
GONE = "\ue004"  # something stood here: what is on both sides of it makes no mark together
NEXT_CELL = " \ue005 "  # no `|`: one that is escaped is a word of its cell
LINE_ENDS = "\ue006"  # behind the backslash that breaks a line
SPAN = "\x00"  # on both sides of the number of a code span
# Two signs for each, of those that mean nothing and that no fact may have; the first is written twice where a text has it.
ESCAPE = "\U000e0f00"
WRITTEN_SIGNS = {
    ord(ESCAPE): ESCAPE * 2,
    **{
        ord(sign): ESCAPE + chr(ord(ESCAPE) + n)
        for n, sign in enumerate(
            (PICTURE_WORDS, PICTURE_FILE, PICTURE_ENDS, NO_LINK_AROUND, GONE, NEXT_CELL.strip(), LINE_ENDS, SPAN), 1
        )
    },
}


def without_signs(text: str) -> str:
    """`text` with these signs written otherwise, each in its own way; on the same lines."""
    return text if text.isascii() and SPAN not in text else text.translate(WRITTEN_SIGNS)
