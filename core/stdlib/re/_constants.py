"""The numbers of CPython's pattern language: what its re/_parser.py and re/_compiler.py go by.

Martlet compiles patterns in C. The two are for re.DEBUG, and for programs that import them.
"""

from _sre import MAXREPEAT, MAXGROUPS
from re import error

MAGIC = 20220615


class _NamedIntConstant(int):
    """A number that prints as its name."""

    def __new__(cls, value, name):
        self = super().__new__(cls, value)
        self.name = name
        return self

    def __repr__(self):
        return self.name

    __reduce__ = None


def _named(*words):
    """The names, numbered and put into this module."""
    items = [_NamedIntConstant(number, name) for number, name in enumerate(" ".join(words).split())]
    globals().update({item.name: item for item in items})
    return items


MAXREPEAT = _NamedIntConstant(MAXREPEAT, "MAXREPEAT")

OPCODES = _named("FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CATEGORY CHARSET BIGCHARSET GROUPREF",
                 "GROUPREF_EXISTS IN INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT",
                 "REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE ATOMIC_GROUP POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE",
                 "GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE GROUPREF_LOC_IGNORE IN_LOC_IGNORE",
                 "LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE",
                 "NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE MIN_REPEAT MAX_REPEAT")
del OPCODES[-2:]  # the parser's alone

ATCODES = _named("AT_BEGINNING AT_BEGINNING_LINE AT_BEGINNING_STRING AT_BOUNDARY AT_NON_BOUNDARY AT_END AT_END_LINE",
                 "AT_END_STRING AT_LOC_BOUNDARY AT_LOC_NON_BOUNDARY AT_UNI_BOUNDARY AT_UNI_NON_BOUNDARY")
_kinds = "DIGIT NOT_DIGIT SPACE NOT_SPACE WORD NOT_WORD LINEBREAK NOT_LINEBREAK".split()
CHCODES = _named(*["CATEGORY_" + kind for kind in _kinds], "CATEGORY_LOC_WORD CATEGORY_LOC_NOT_WORD",
                 *["CATEGORY_UNI_" + kind for kind in _kinds])

_codes = globals()
OP_IGNORE, OP_LOCALE_IGNORE, OP_UNICODE_IGNORE = [
    {_codes[name]: _codes[name + ending] for name in ("LITERAL", "NOT_LITERAL")}
    for ending in ("_IGNORE", "_LOC_IGNORE", "_UNI_IGNORE")]
AT_MULTILINE = {AT_BEGINNING: AT_BEGINNING_LINE, AT_END: AT_END_LINE}
AT_LOCALE = {AT_BOUNDARY: AT_LOC_BOUNDARY, AT_NON_BOUNDARY: AT_LOC_NON_BOUNDARY}
AT_UNICODE = {AT_BOUNDARY: AT_UNI_BOUNDARY, AT_NON_BOUNDARY: AT_UNI_NON_BOUNDARY}
CH_LOCALE = {code: code for code in CHCODES[:8]}
CH_LOCALE.update({CATEGORY_WORD: CATEGORY_LOC_WORD, CATEGORY_NOT_WORD: CATEGORY_LOC_NOT_WORD})
CH_UNICODE = {_codes["CATEGORY_" + kind]: _codes["CATEGORY_UNI_" + kind] for kind in _kinds}
del _codes, _kinds

SRE_FLAG_TEMPLATE = 1
SRE_FLAG_IGNORECASE = 2
SRE_FLAG_LOCALE = 4
SRE_FLAG_MULTILINE = 8
SRE_FLAG_DOTALL = 16
SRE_FLAG_UNICODE = 32
SRE_FLAG_VERBOSE = 64
SRE_FLAG_DEBUG = 128
SRE_FLAG_ASCII = 256

SRE_INFO_PREFIX = 1
SRE_INFO_LITERAL = 2
SRE_INFO_CHARSET = 4
