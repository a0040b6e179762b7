"""The editor: reads one statement, of one line or several.

Enter ends the statement when it is complete and has one line or the cursor at its end, and otherwise starts a new line with the
indentation that it should have. Up and Down move within the statement, and beyond it through the history. Every change
draws the statement anew, but a character typed at the end is just written: a serial line is slow.
"""
import _interactive
from _repl.buffer import Buffer
from _repl.complete import common_prefix, complete
from _repl.keys import KeyReader
from _repl.terminal import width

SHOWN_CANDIDATES = 100


class Editor:
    """Reads statements from a Terminal, with a History, for the names of a namespace."""

    def __init__(self, terminal, history, namespace):
        self.terminal = terminal
        self.history = history
        self.namespace = namespace
        self.keys = KeyReader(terminal.read_character, terminal.has_more)
        self.buffer = Buffer()
        self.row = 0  # of the terminal's cursor, below the first row of the statement

    def read(self, first_prompt, next_prompt):
        """A statement without its last newline; None at the end of the input. Ctrl-C raises KeyboardInterrupt."""
        self.prompts = first_prompt, next_prompt
        self.buffer.set("")
        self.row = 0
        self.position = len(self.history.entries)
        self.draft = ""
        self.finished = self.ended = False
        with self.terminal:
            self.draw()
            while not self.finished:
                self.handle(self.keys.read())
            self.buffer.cursor = len(self.buffer.text)
            self.draw()
            self.terminal.write("\n")
        return None if self.ended else self.buffer.text

    def handle(self, key):
        """Do what a key means."""
        action = BINDINGS.get(key)
        if action is not None:
            action(self)
        elif len(key) != 1:
            return
        elif self.buffer.cursor == len(self.buffer.text) and self.fits(key):
            self.buffer.insert(key)
            self.terminal.write(key)
            return
        else:
            self.buffer.insert(key)
        if not self.finished:
            self.draw()

    # --- drawing

    def fits(self, character):
        """Whether a character behind the last one stays on its row."""
        line = self.buffer.before()
        taken = width(self.prompt_of(self.buffer.text.count("\n"))) + width(line)
        return taken % self.terminal.columns() + width(character) < self.terminal.columns()

    def prompt_of(self, line):
        """The prompt before a line of the statement."""
        return self.prompts[line > 0]

    def rows(self, text):
        """How many rows lines with prompts take, and the column behind the last."""
        columns = self.terminal.columns()
        row = taken = 0
        for number, line in enumerate(text.split("\n")):
            if number:
                row += 1
            taken = width(self.prompt_of(number)) + width(line)
            row += taken // columns
        return row, taken % columns

    def draw(self):
        """Draw the statement over the one drawn before, and place the cursor."""
        buffer, columns = self.buffer, self.terminal.columns()
        lines = buffer.text.split("\n")
        out = ["\r", f"\x1b[{self.row}A" if self.row else "", "\x1b[J"]
        for number, line in enumerate(lines):
            shown = self.prompt_of(number) + line
            filled = width(shown) and width(shown) % columns == 0
            out.append(shown + (" \r" if filled else "") + ("\r\n" if number + 1 < len(lines) else ""))
        last_row, _ = self.rows(buffer.text)
        self.row, column = self.rows(buffer.text[:buffer.cursor])
        if last_row > self.row:
            out.append(f"\x1b[{last_row - self.row}A")
        out.append("\r" + (f"\x1b[{column}C" if column else ""))
        self.terminal.write("".join(out))

    def show_below(self, text):
        """Write text below the statement; the statement is drawn again behind it."""
        self.buffer.cursor, cursor = len(self.buffer.text), self.buffer.cursor
        self.draw()
        self.buffer.cursor = cursor
        self.terminal.write("\r\n" + text.replace("\n", "\r\n") + "\r\n")
        self.row = 0

    # --- what keys do

    def enter(self):
        buffer = self.buffer
        if buffer.cursor == len(buffer.text) or "\n" not in buffer.text:
            last_line_blank = "\n" in buffer.text and not buffer.before().strip()
            if not _interactive.wants_more(buffer.text + "\n", last_line_blank):
                self.finished = True
                return
        buffer.insert("\n" + buffer.indentation())

    def new_line(self):
        self.buffer.insert("\n" + self.buffer.indentation())

    def end_of_input(self):
        if not self.buffer.text:
            self.finished = self.ended = True
        elif self.buffer.cursor < len(self.buffer.text):
            self.buffer.remove(self.buffer.cursor, self.buffer.cursor + 1)

    def hang_up(self):
        self.finished = True
        self.ended = not self.buffer.text

    def interrupt(self):
        self.buffer.cursor = len(self.buffer.text)
        self.draw()
        self.terminal.write("\r\n")
        raise KeyboardInterrupt

    def left(self):
        self.buffer.cursor = max(0, self.buffer.cursor - 1)

    def right(self):
        self.buffer.cursor = min(len(self.buffer.text), self.buffer.cursor + 1)

    def home(self):
        self.buffer.cursor = self.buffer.line_start()

    def end(self):
        self.buffer.cursor = self.buffer.line_end()

    def word_left(self):
        self.buffer.cursor = self.buffer.word_left()

    def word_right(self):
        self.buffer.cursor = self.buffer.word_right()

    def up(self):
        if not self.buffer.up():
            self.older()

    def down(self):
        if not self.buffer.down():
            self.newer()

    def older(self):
        if self.position > 0:
            self.go_to(self.position - 1)

    def newer(self):
        if self.position < len(self.history.entries):
            self.go_to(self.position + 1)

    def go_to(self, position):
        """Show an entry of the history; behind the last one comes what was typed before."""
        if self.position == len(self.history.entries):
            self.draft = self.buffer.text
        self.position = position
        self.buffer.set(self.history.entries[position] if position < len(self.history.entries) else self.draft)

    def backspace(self):
        self.buffer.backspace()

    def delete(self):
        if self.buffer.cursor < len(self.buffer.text):
            self.buffer.remove(self.buffer.cursor, self.buffer.cursor + 1)

    def cut_to_end(self):
        end = self.buffer.line_end()
        self.buffer.remove(self.buffer.cursor, max(end, min(self.buffer.cursor + 1, len(self.buffer.text))), keep=True)

    def cut_to_start(self):
        self.buffer.remove(self.buffer.line_start(), self.buffer.cursor, keep=True)

    def cut_word_left(self):
        self.buffer.remove(self.buffer.word_left(), self.buffer.cursor, keep=True)

    def cut_word_right(self):
        self.buffer.remove(self.buffer.cursor, self.buffer.word_right(), keep=True)

    def insert_cut(self):
        self.buffer.insert(self.buffer.cut)

    def transpose(self):
        self.buffer.transpose()

    def clear_screen(self):
        self.terminal.write("\x1b[H\x1b[J")
        self.row = 0

    def paste(self):
        self.buffer.insert(self.keys.pasted())

    def tab(self):
        """Indent at the start of a line; complete behind text."""
        before = self.buffer.before()
        if not before.strip():
            self.buffer.insert(" " * (4 - len(before) % 4))
            return
        word, candidates = complete(before, self.namespace)
        if not candidates:
            return
        longer = common_prefix(candidates)
        if len(longer) > len(word):
            self.buffer.remove(self.buffer.cursor - len(word), self.buffer.cursor)
            self.buffer.insert(longer)
        elif len(candidates) > 1:
            self.show_below(self.columns_of(candidates))

    def columns_of(self, candidates):
        """Candidates side by side, without their common owner."""
        shown = [name.rpartition(".")[2].rstrip() for name in candidates[:SHOWN_CANDIDATES]]
        size = max(map(width, shown)) + 2
        per_row = max(1, self.terminal.columns() // size)
        rows = ["".join(name + " " * (size - width(name)) for name in shown[start:start + per_row]).rstrip()
                for start in range(0, len(shown), per_row)]
        if len(candidates) > SHOWN_CANDIDATES:
            rows.append(f"... and {len(candidates) - SHOWN_CANDIDATES} more")
        return "\n".join(rows)

    def search(self):
        """Search backwards in the history: characters narrow it, Ctrl-R goes on, Enter takes it, Ctrl-G gives up."""
        text, prompts, saved = "", self.prompts, self.buffer.text
        found = len(self.history.entries)
        while True:
            self.prompts = f"(search '{text}') ", "... "
            self.draw()
            key = self.keys.read()
            if key == "ctrl-r":
                found = self.show_match(text, found)
            elif key == "backspace":
                text = text[:-1]
                found = self.show_match(text, len(self.history.entries))
            elif len(key) == 1:
                text += key
                found = self.show_match(text, min(found + 1, len(self.history.entries)))
            else:
                break
        self.prompts = prompts
        if key in ("ctrl-g", "ctrl-c", "escape"):
            self.buffer.set(saved)
        elif key != "enter":
            self.handle(key)

    def show_match(self, text, before):
        """Show the newest entry older than `before` with the text; returns where it is, or `before`."""
        found = self.history.find(text, before)
        if found < 0:
            return before
        self.buffer.set(self.history.entries[found])
        self.position = found
        return found


BINDINGS = {
    "enter": Editor.enter, "alt-enter": Editor.new_line, "ctrl-d": Editor.end_of_input, "eof": Editor.hang_up,
    "ctrl-c": Editor.interrupt,
    "left": Editor.left, "ctrl-b": Editor.left, "right": Editor.right, "ctrl-f": Editor.right,
    "home": Editor.home, "ctrl-a": Editor.home, "end": Editor.end, "ctrl-e": Editor.end,
    "alt-b": Editor.word_left, "alt-f": Editor.word_right,
    "up": Editor.up, "down": Editor.down, "ctrl-p": Editor.older, "ctrl-n": Editor.newer,
    "page-up": Editor.older, "page-down": Editor.newer, "ctrl-r": Editor.search,
    "backspace": Editor.backspace, "delete": Editor.delete,
    "ctrl-k": Editor.cut_to_end, "ctrl-u": Editor.cut_to_start, "ctrl-w": Editor.cut_word_left,
    "alt-backspace": Editor.cut_word_left, "alt-d": Editor.cut_word_right, "ctrl-y": Editor.insert_cut,
    "ctrl-t": Editor.transpose, "ctrl-l": Editor.clear_screen, "tab": Editor.tab, "paste": Editor.paste,
}
