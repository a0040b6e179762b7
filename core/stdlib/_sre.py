"""What CPython's re/_compiler.py asks of the matcher; patterns are compiled by _re from their text."""

import _re

MAGIC = 20220615
CODESIZE = 4
MAXREPEAT = 4294967295
MAXGROUPS = 1073741823


def compile(pattern, flags, code, groups, groupindex, indexgroup):
    """The Pattern for a pattern's text."""
    return _re.compile(pattern, flags)


def getcodesize():
    """Bytes of one word of code."""
    return CODESIZE


def ascii_iscased(character):
    """Whether the number is that of an ASCII letter."""
    return character < 128 and chr(character).isalpha()


def ascii_tolower(character):
    """The lower case of an ASCII letter."""
    return character + 32 if 65 <= character <= 90 else character


def unicode_tolower(character):
    """The lower case of a character, when it is one character."""
    return ord(chr(character).lower()[0])


def unicode_iscased(character):
    """Whether the lower or upper case of a character, when it is one character, is another one."""
    text = chr(character)
    upper = text.upper()
    if len(upper) > 1:
        upper = text.title()
    return unicode_tolower(character) != character or len(upper) == 1 and upper != text
