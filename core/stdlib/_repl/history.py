"""Statements of this session and the ones before, in a file: ~/.martlet_history or $MARTLET_HISTORY ("": none).

One statement a line; newlines within a statement are stored as \\n. A file that cannot be read or written is no error:
boards often have no home directory, or one that is read-only.
"""
import os

MOST = 500


class History:
    """The list `entries`, oldest first, kept in the file."""

    def __init__(self, path=None):
        if path is None:
            path = os.environ.get("MARTLET_HISTORY")
        if path is None:
            home = os.environ.get("HOME", "")
            path = home + "/.martlet_history" if home else ""
        self.path = path
        self.entries = self.load()

    def load(self):
        """The entries of the file, the newest MOST of them."""
        if not self.path:
            return []
        try:
            with open(self.path, encoding="utf-8", errors="replace") as file:
                lines = file.read().split("\n")
        except OSError:
            return []
        return [decode(line) for line in lines if line][-MOST:]

    def add(self, entry):
        """Remember a statement; one that repeats the last is not kept twice."""
        if self.entries and self.entries[-1] == entry:
            return
        self.entries.append(entry)
        if len(self.entries) > MOST:
            del self.entries[:-MOST]
        self.store()

    def store(self):
        """Write the file, whole, so that a power cut leaves the old one or the new one."""
        if not self.path:
            return
        temporary = self.path + ".new"
        try:
            with open(temporary, "w", encoding="utf-8", errors="replace") as file:
                file.write("".join(encode(entry) + "\n" for entry in self.entries))
            os.rename(temporary, self.path)
        except OSError:
            self.path = ""

    def find(self, text, before):
        """The index of the newest entry older than `before` that contains the text; -1: none."""
        for index in range(before - 1, -1, -1):
            if text in self.entries[index]:
                return index
        return -1


def encode(entry):
    """A statement as one line."""
    return entry.replace("\\", "\\\\").replace("\n", "\\n")


def decode(line):
    """The statement of a line."""
    return line.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
