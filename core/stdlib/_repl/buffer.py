"""The statement being edited: text with newlines, and a cursor. Nothing here knows of a terminal."""


def is_word(character):
    """Whether the character belongs to a word, for moves by words."""
    return character.isalnum() or character == "_"


class Buffer:
    """Text with a cursor (an index) and the text that was cut last."""

    def __init__(self):
        self.text = ""
        self.cursor = 0
        self.cut = ""

    def set(self, text):
        """Replace everything; the cursor goes to the end."""
        self.text = text
        self.cursor = len(text)

    def insert(self, text):
        """Insert at the cursor."""
        self.text = self.text[:self.cursor] + text + self.text[self.cursor:]
        self.cursor += len(text)

    def remove(self, start, end, keep=False):
        """Remove [start, end); keep: it can be inserted again."""
        if keep and start < end:
            self.cut = self.text[start:end]
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start

    # Positions.

    def line_start(self):
        """Where the cursor's line begins."""
        return self.text.rfind("\n", 0, self.cursor) + 1

    def line_end(self):
        """Where the cursor's line ends: at its newline or the end of the text."""
        end = self.text.find("\n", self.cursor)
        return len(self.text) if end < 0 else end

    def before(self):
        """The cursor's line up to the cursor."""
        return self.text[self.line_start():self.cursor]

    def word_left(self):
        """The start of the word before the cursor."""
        position = self.cursor
        while position > 0 and not is_word(self.text[position - 1]):
            position -= 1
        while position > 0 and is_word(self.text[position - 1]):
            position -= 1
        return position

    def word_right(self):
        """The end of the word after the cursor."""
        position, end = self.cursor, len(self.text)
        while position < end and not is_word(self.text[position]):
            position += 1
        while position < end and is_word(self.text[position]):
            position += 1
        return position

    # Moves. They say whether the cursor moved.

    def up(self):
        """To the line above, same column."""
        start = self.line_start()
        if start == 0:
            return False
        column = self.cursor - start
        above = self.text.rfind("\n", 0, start - 1) + 1
        self.cursor = min(above + column, start - 1)
        return True

    def down(self):
        """To the line below, same column."""
        end = self.line_end()
        if end == len(self.text):
            return False
        column = self.cursor - self.line_start()
        self.cursor = end + 1
        self.cursor = min(self.cursor + column, self.line_end())
        return True

    # Changes.

    def backspace(self):
        """Remove the character before the cursor, or a step of indentation."""
        before = self.before()
        if before and not before.strip(" "):
            self.remove(self.cursor - ((len(before) - 1) % 4 + 1), self.cursor)
        elif self.cursor > 0:
            self.remove(self.cursor - 1, self.cursor)

    def transpose(self):
        """Swap the two characters before the cursor (around it, within a line)."""
        end = self.cursor if self.cursor == self.line_end() else self.cursor + 1
        if end - self.line_start() >= 2:
            self.text = self.text[:end - 2] + self.text[end - 1] + self.text[end - 2] + self.text[end:]
            self.cursor = end

    def indentation(self):
        """The indentation that a new line behind the cursor's gets."""
        line = self.before()
        spaces = line[:len(line) - len(line.lstrip(" "))]
        stripped = line.strip()
        if stripped.endswith(":"):
            return spaces + "    "
        if stripped.split(" ")[0].rstrip(";") in ("return", "pass", "break", "continue", "raise"):
            return spaces[:-4]
        return spaces
