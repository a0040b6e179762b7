"""Bytes of a terminal to names of keys.

A key is a character ("a", "é"), or a name: "enter", "tab", "left", "ctrl-a", "alt-b", "paste" … VT100, xterm, Linux
console and the usual serial terminal programs are understood; an unknown sequence is the key "unknown".
"""

CONTROL = {"\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x08": "backspace", "\0": "ctrl-space"}

# After ESC [ or ESC O: parameters, then a final character.
FINAL = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "shift-tab",
         "M": "enter"}
# ESC [ number ~
NUMBERED = {"1": "home", "3": "delete", "4": "end", "5": "page-up", "6": "page-down", "7": "home", "8": "end",
            "200": "paste"}
WITH_CONTROL = {"left": "alt-b", "right": "alt-f", "delete": "alt-d"}
PASTE_END = "\x1b[201~"


class KeyReader:
    """Keys out of `read_character`, which gives one character, or "" at the end of the input.

    `has_more()` says whether a character is waiting: it tells the Escape key from the start of a sequence.
    """

    def __init__(self, read_character, has_more):
        self.read_character = read_character
        self.has_more = has_more

    def read(self):
        """The next key; "end" at the end of the input."""
        character = self.read_character()
        if character == "":
            return "eof"
        if character == "\x1b":
            return self.sequence()
        if character in CONTROL:
            return CONTROL[character]
        if character < " ":
            return "ctrl-" + chr(ord(character) + 96)
        return character

    def sequence(self):
        """The key behind an escape character."""
        if not self.has_more():
            return "escape"
        character = self.read_character()
        if character in "[O":
            return self.control_sequence()
        if character in CONTROL:
            return "alt-" + CONTROL[character]
        return "alt-" + character

    def control_sequence(self):
        """ESC [ parameters final."""
        parameters = ""
        while True:
            character = self.read_character()
            if character == "":
                return "eof"
            if not (character.isdigit() or character == ";"):
                break
            parameters += character
        first, _, modifier = parameters.partition(";")
        key = NUMBERED.get(first, "unknown") if character == "~" else FINAL.get(character, "unknown")
        return WITH_CONTROL.get(key, key) if modifier in ("3", "5") else key

    def pasted(self):
        """The text of a bracketed paste, after the key "paste"."""
        text = ""
        while not text.endswith(PASTE_END):
            character = self.read_character()
            if character == "":
                return text
            text += character
        return text[:-len(PASTE_END)].replace("\r\n", "\n").replace("\r", "\n")
