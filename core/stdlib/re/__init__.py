"""Regular expressions: Perl-like patterns for str and bytes.

The matcher, the patterns' syntax and the Pattern and Match types are in C (the module _re). What calls functions of the
program (sub with a function, Scanner) is in Python, so that traces see through it.
"""

import _re
from _re import Match, Pattern

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split",
    "findall", "finditer", "compile", "purge", "template", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag",
]

__version__ = "2.2.1"


class error(Exception):
    """Exception raised for invalid regular expressions.

    msg: the unformatted error message; pattern: the pattern; pos: where in it (may be None);
    lineno, colno: the line and column of pos (may be None)
    """

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
        else:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


# --- flags. An enumeration to look at; enum itself would be most of the time that importing this module takes.

_FLAGS = {"ASCII": 256, "IGNORECASE": 2, "LOCALE": 4, "UNICODE": 32, "MULTILINE": 8, "DOTALL": 16, "VERBOSE": 64,
          "TEMPLATE": 1, "DEBUG": 128}


class _FlagType(type):
    """What the class of an enumeration can do."""

    def __iter__(cls):
        return iter([cls(value) for value in _FLAGS.values()])

    def __len__(cls):
        return len(_FLAGS)

    def __contains__(cls, flag):
        return isinstance(flag, cls)

    def __getitem__(cls, name):
        return cls.__members__[name]

    @property
    def __members__(cls):
        return {name: flag for name, flag in globals().items() if type(flag) is cls}

    def __repr__(cls):
        return "<flag 'RegexFlag'>"


class RegexFlag(int, metaclass=_FlagType):
    """The flags of a pattern, to be combined with |."""

    __slots__ = ()
    _known = {}

    def __new__(cls, value=0):
        known = cls._known.get(value)
        if known is None:
            known = cls._known[int(value)] = int.__new__(cls, value)
        return known

    def _names(self):
        names = [name for name, value in _FLAGS.items() if self & value]
        rest = int(self) & ~511
        return names + [hex(rest)] if rest else names

    @property
    def name(self):
        return "|".join(self._names()) or "NOFLAG"

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        if int(self) & ~511 and not int(self) & 511:
            return f"re.RegexFlag({int(self)})"
        return "|".join([name if name[0] == "0" else "re." + name for name in self._names()]) or "re.NOFLAG"

    __str__ = __repr__

    def __format__(self, spec):
        return format(repr(self), spec)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    def __invert__(self):
        return RegexFlag(int(self) ^ 511)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __contains__(self, flag):
        return int(self) & int(flag) == int(flag)

    def __iter__(self):
        return iter([RegexFlag(value) for value in _FLAGS.values() if int(self) & value])

    def __len__(self):
        return int(self).bit_count()

    def __bool__(self):
        return int(self) != 0

    def __reduce_ex__(self, protocol):
        return RegexFlag, (int(self),)


NOFLAG = RegexFlag(0)
ASCII = A = RegexFlag(256)
IGNORECASE = I = RegexFlag(2)
LOCALE = L = RegexFlag(4)
UNICODE = U = RegexFlag(32)
MULTILINE = M = RegexFlag(8)
DOTALL = S = RegexFlag(16)
VERBOSE = X = RegexFlag(64)
TEMPLATE = T = RegexFlag(1)
DEBUG = RegexFlag(128)
for _flag in NOFLAG, ASCII, IGNORECASE, LOCALE, UNICODE, MULTILINE, DOTALL, VERBOSE, TEMPLATE, DEBUG:
    type.__setattr__(RegexFlag, _flag.name, _flag)
    if _flag and _flag != 128:
        type.__setattr__(RegexFlag, "X" if _flag == 64 else "S" if _flag == 16 else _flag.name[0], _flag)
del _flag


# --- functions

def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning a Match object, or None if none was found."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with the leftmost non-overlapping occurrences of the pattern replaced by repl.

    repl can be a string, in which backslash escapes are processed, or a function, which gets the Match object and
    returns the replacement.
    """
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """As sub, but returns the pair (new string, number of replacements)."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """Split the string by the occurrences of the pattern; the text of its groups is in the list, too."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of all non-overlapping matches: of the group's text if there is one, of tuples if there are more."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the Match objects of all non-overlapping matches in the string."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
    return _compile(pattern, flags)


def purge():
    """Clear the regular expression cache."""
    _cache.clear()


def template(pattern, flags=0):
    """Compile a template pattern, returning a Pattern object, deprecated."""
    import warnings
    warnings.warn("The re.template() function is deprecated "
                  "as it is an undocumented function "
                  "without an obvious purpose. "
                  "Use re.compile() instead.",
                  DeprecationWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return _compile(pattern, flags | T)


_special_characters = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def escape(pattern):
    """The pattern with all characters that are special in patterns escaped."""
    if isinstance(pattern, str):
        return pattern.translate({ord(c): "\\" + c for c in _special_characters})
    return escape(str(pattern, "latin1")).encode("latin1")


def _show(pattern, flags):
    """Print how CPython reads and compiles the pattern, where its library is there."""
    try:
        from re import _compiler
    except ImportError:
        return
    _compiler.compile(pattern, flags)


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    """The compiled pattern, from the cache if it is there."""
    if isinstance(flags, RegexFlag):
        flags = int(flags)
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & T:
        import warnings
        warnings.warn("The re.TEMPLATE/re.T flag is deprecated "
                      "as it is an undocumented flag "
                      "without an obvious purpose. "
                      "Don't use it.",
                      DeprecationWarning)
    if flags & DEBUG:
        _show(pattern, int(flags))
    compiled = _re.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_cache) >= _MAXCACHE:
            try:
                del _cache[next(iter(_cache))]
            except (StopIteration, RuntimeError, KeyError):
                pass
        _cache[type(pattern), pattern, flags] = compiled
    return compiled


# --- methods of Pattern

def _replace(pattern, function, string, count):
    """The pieces of the string, joined, with what function returns for each match in between; and their number."""
    pieces = []
    last = number = 0
    if count >= 0:
        for match in pattern.finditer(string):
            start, end = match.span()
            if last < start:
                pieces.append(string[last:start])
            item = function(match)
            if item is not None:
                pieces.append(item)
            last = end
            number += 1
            if number == count:
                break
    else:
        pattern.finditer(string)
    if last < len(string):
        pieces.append(string[last:])
    empty = "" if isinstance(string, str) else b""
    return empty.join(pieces), number


def _subn(self, /, repl, string, count=0):
    """Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences
    of pattern with the replacement repl."""
    if callable(repl):
        return _replace(self, repl, string, count)
    return _re.substitute(self, repl, string, count)


def _sub(self, /, repl, string, count=0):
    """Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the
    replacement repl."""
    if callable(repl):
        return _replace(self, repl, string, count)[0]
    return _re.substitute(self, repl, string, count)[0]


_sub.__name__, _sub.__qualname__ = "sub", "Pattern.sub"
_subn.__name__, _subn.__qualname__ = "subn", "Pattern.subn"
_re._install(error, _compile, _sub, _subn)


class Scanner:
    """A lexical analyser: a list of (pattern, action) pairs, tried in this order at each place."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        group = 1
        for phrase, action in lexicon:
            self._actions[group] = action
            group += 1 + _compile(phrase, flags).groups
        self.scanner = _compile("|".join([f"({phrase})" for phrase, action in lexicon]), flags)

    def scan(self, string):
        """The list of what the actions give, and the rest of the string at which no pattern matches."""
        result = []
        match = self.scanner.scanner(string).match
        i = 0
        while True:
            m = match()
            if not m:
                break
            j = m.end()
            if i == j:
                break
            action = self._actions[m.lastindex]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            i = j
        return result, string[i:]
