"""The terminal: raw mode while a statement is edited, its size, and writing."""
import os
import sys

import _interactive

INPUT, OUTPUT = 0, 1


class Terminal:
    """Standard input and output as a VT100."""

    def __init__(self):
        self.pending = b""

    @staticmethod
    def has_colours():
        """Whether tracebacks may be coloured: https://no-color.org, and not a dumb terminal."""
        return "NO_COLOR" not in os.environ and os.environ.get("TERM", "") != "dumb" and sys.stderr.isatty()

    def __enter__(self):
        """Keys come one by one, Ctrl-C too; a paste is marked as one."""
        _interactive.raw(True)
        self.write("\x1b[?2004h")
        return self

    def __exit__(self, *exception):
        _interactive.raw(False)
        self.write("\x1b[?2004l")

    @staticmethod
    def columns():
        """The width; a serial line does not know its own and counts as 80."""
        return _interactive.columns() or 80

    def write(self, text):
        """Write all of the text."""
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(OUTPUT, data):]

    def has_more(self):
        """Whether more input arrives within the time between the bytes of one key."""
        return bool(self.pending) or _interactive.wait(50)

    def read_character(self):
        """The next character; "" at the end of the input."""
        if not self.pending:
            self.pending = os.read(INPUT, 1024)
            if not self.pending:
                return ""
        size = self.character_size(self.pending[0])
        while len(self.pending) < size:
            more = os.read(INPUT, size - len(self.pending))
            if not more:
                break
            self.pending += more
        data, self.pending = self.pending[:size], self.pending[size:]
        return data.decode("utf-8", "replace")

    @staticmethod
    def character_size(first):
        """How many bytes of UTF-8 the character has that starts with this byte."""
        return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def width(text):
    """How many columns the text takes: 0 for combining characters, 2 for East Asian wide ones and emoji."""
    return len(text) if text.isascii() else sum(map(character_width, text))


# (first, last, columns) of what is not one column wide.
WIDTHS = ((0x300, 0x36F, 0), (0x1100, 0x115F, 2), (0x200B, 0x200F, 0), (0x2E80, 0xA4CF, 2), (0xAC00, 0xD7A3, 2),
          (0xF900, 0xFAFF, 2), (0xFE00, 0xFE0F, 0), (0xFE30, 0xFE6F, 2), (0xFF00, 0xFF60, 2), (0xFFE0, 0xFFE6, 2),
          (0x1F300, 0x1FAFF, 2), (0x20000, 0x3FFFD, 2))


def character_width(character):
    """Columns of one character."""
    code = ord(character)
    for first, last, columns in WIDTHS:
        if first <= code <= last:
            return columns
    return 1
