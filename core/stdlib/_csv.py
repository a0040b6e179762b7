"""Reading and writing of comma-separated values: what the module csv stands on."""

__version__ = "1.0"
QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3

_field_limit = 128 * 1024
_dialects = {}


class Error(Exception):
    pass


Error.__module__ = "_csv"


def _character(name, value, default, optional):
    """A parameter that is one character (or, when optional, None)."""
    if value is _absent:
        return default
    if value is None and optional:
        return None
    if not isinstance(value, str):
        wanted = "string or None" if optional else "string"
        raise TypeError(f'"{name}" must be {wanted}, not {type(value).__name__}')
    if len(value) > 1 or (not value and not optional):
        raise TypeError(f'"{name}" must be a 1-character string')
    return value or None


_absent = object()
_PARAMETERS = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace",
               "strict")


class Dialect:
    """How values are separated and quoted; checked when it is made."""

    __slots__ = _PARAMETERS

    def __new__(cls, dialect=None, **keywords):
        for name in keywords:
            if name not in _PARAMETERS:
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is Dialect and not keywords:
            return dialect
        self = super().__new__(cls)
        given = {}
        for name in _PARAMETERS:
            given[name] = keywords.get(name, _absent)
            if given[name] is _absent and dialect is not None:
                given[name] = getattr(dialect, name, _absent)
        _check(self, given)
        return self

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")


def _check(dialect, given):
    put = object.__setattr__
    put(dialect, "delimiter", _character("delimiter", given["delimiter"], ",", False))
    put(dialect, "escapechar", _character("escapechar", given["escapechar"], None, True))
    put(dialect, "quotechar", _character("quotechar", given["quotechar"], '"', True))
    for name, default in ("doublequote", True), ("skipinitialspace", False), ("strict", False):
        put(dialect, name, default if given[name] is _absent else bool(given[name]))
    quoting = given["quoting"]
    if quoting is _absent:
        quoting = QUOTE_NONE if given["quotechar"] is None else QUOTE_MINIMAL
    if type(quoting) is not int:
        raise TypeError(f'"quoting" must be an integer')
    if not 0 <= quoting <= 3:
        raise TypeError('bad "quoting" value')
    put(dialect, "quoting", quoting)
    terminator = given["lineterminator"]
    if terminator is _absent:
        terminator = "\r\n"
    if terminator is not None and not isinstance(terminator, str):
        raise TypeError(f'"lineterminator" must be a string, not {type(terminator).__name__}')
    if terminator is None:
        raise TypeError("lineterminator must be set")
    put(dialect, "lineterminator", terminator)
    if quoting != QUOTE_NONE and dialect.quotechar is None:
        raise TypeError("quotechar must be set if quoting enabled")


Dialect.__module__ = "_csv"

# Where the reader is.
_START_RECORD, _START_FIELD, _ESCAPED, _FIELD, _QUOTED, _ESCAPE_QUOTED, _QUOTE_IN_QUOTED, _EAT_END, _AFTER_ESCAPED = range(9)


class _Reader:
    """Iterates over records; each may take several lines."""

    def __init__(self, iterable, dialect):
        self._lines = iter(iterable)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        self._fields = []
        self._field = []
        self._length = 0
        self._number = False
        self._state = _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._length or self._field or self._state == _QUOTED:
                    if dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            if self._state == _START_RECORD and (simple := self._simple(line)) is not None:
                return simple
            for character in line:
                self._take(character)
            self._take("")
            if self._state == _START_RECORD:
                return self._fields

    def _simple(self, line):
        """The fields of a line without anything special, or None."""
        dialect = self.dialect
        quote, escape = dialect.quotechar, dialect.escapechar
        if (dialect.skipinitialspace or dialect.quoting == QUOTE_NONNUMERIC or len(line) > _field_limit
                or (quote is not None and quote in line) or (escape is not None and escape in line)):
            return None
        body = line
        if body.endswith("\n"):
            body = body[:-1]
        if body.endswith("\r"):
            body = body[:-1]
        if "\n" in body or "\r" in body:
            return None
        return body.split(dialect.delimiter) if body else []

    def _save(self):
        field = "".join(self._field)
        self._field = []
        self._length = 0
        if self._number:
            self._number = False
            field = float(field)
        self._fields.append(field)

    def _add(self, character):
        if self._length >= _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")
        self._length += 1
        self._field.append(character)

    def _take(self, c):
        """One character; "" is the end of the line."""
        dialect = self.dialect
        state = self._state
        end = c == "" or c in "\n\r"
        if state == _START_RECORD:
            if c == "":
                return
            if end:
                self._state = _EAT_END
                return
            state = _START_FIELD
        if state == _START_FIELD:
            if end:
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_END
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _QUOTED
            elif c == dialect.escapechar:
                self._state = _ESCAPED
            elif c == " " and dialect.skipinitialspace:
                self._state = _START_FIELD
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._number = dialect.quoting == QUOTE_NONNUMERIC
                self._add(c)
                self._state = _FIELD
        elif state == _ESCAPED:
            if c == "" :
                c = "\n"
            if c in "\n\r":
                self._add(c)
                self._state = _AFTER_ESCAPED
                return
            self._add(c)
            self._state = _FIELD
        elif state == _FIELD or state == _AFTER_ESCAPED:
            if state == _AFTER_ESCAPED and c == "":
                return
            if end:
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_END
            elif c == dialect.escapechar:
                self._state = _ESCAPED
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _FIELD
        elif state == _QUOTED:
            if c == "":
                pass
            elif c == dialect.escapechar:
                self._state = _ESCAPE_QUOTED
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if dialect.doublequote else _FIELD
            else:
                self._add(c)
        elif state == _ESCAPE_QUOTED:
            self._add(c or "\n")
            self._state = _QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if dialect.quoting != QUOTE_NONE and c == dialect.quotechar:
                self._add(c)
                self._state = _QUOTED
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            elif end:
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_END
            elif not dialect.strict:
                self._add(c)
                self._state = _FIELD
            else:
                raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        elif state == _EAT_END:
            if c == "":
                self._state = _START_RECORD
            elif not end:
                raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")


class _Writer:
    """Writes records to what has a write method."""

    def __init__(self, file, dialect):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect

    def writerow(self, row, /):
        dialect = self.dialect
        try:
            iterator = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value) for value in iterator]
        if len(fields) == 1 and not fields[0]:
            if dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(fields) + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        dialect = self.dialect
        quoting = dialect.quoting
        numeric = isinstance(value, (int, float, complex)) or hasattr(type(value), "__float__")
        quoted = quoting == QUOTE_ALL or (quoting == QUOTE_NONNUMERIC and not numeric)
        text = value if isinstance(value, str) else "" if value is None else str(value)
        quote, escape = dialect.quotechar, dialect.escapechar
        special = {dialect.delimiter, escape, quote, "\n", "\r", *dialect.lineterminator}
        if not any(c in special for c in text):
            return f"{quote}{text}{quote}" if quoted else text
        out = []
        for c in text:
            if c in special:
                if quoting == QUOTE_NONE:
                    wants_escape = True
                else:
                    wants_escape = False
                    if c == quote:
                        if dialect.doublequote:
                            out.append(c)
                        else:
                            wants_escape = True
                    elif c == escape:
                        wants_escape = True
                    if not wants_escape:
                        quoted = True
                if wants_escape:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(c)
        text = "".join(out)
        return f"{quote}{text}{quote}" if quoted else text


def reader(iterable, /, dialect=None, **keywords):
    """An iterator over the records of an iterable of lines."""
    return _Reader(iterable, Dialect(dialect, **keywords))


def writer(file, /, dialect=None, **keywords):
    """What writes records to a file."""
    return _Writer(file, Dialect(dialect, **keywords))


def register_dialect(name, /, dialect=None, **keywords):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **keywords)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=_absent, /):
    global _field_limit
    before = _field_limit
    if limit is not _absent:
        if type(limit) is not int:
            raise TypeError("limit must be an integer")
        _field_limit = limit
    return before
