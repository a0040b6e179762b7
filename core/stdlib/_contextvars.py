"""Context variables: values that belong to a chain of calls or a task rather than to a thread."""
import _thread
import types

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_threads = _thread._local()


def _current():
    """The context of this thread; made when first asked for."""
    try:
        return _threads.context
    except AttributeError:
        context = _threads.context = Context()
        return context


class Context:
    """A mapping of variables to values, in which a function can be run."""

    __slots__ = ("_values", "_entered")
    __hash__ = None

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        before = _current()
        self._entered = True
        _threads.context = self
        try:
            return callable(*args, **kwargs)
        finally:
            _threads.context = before
            self._entered = False

    def copy(self):
        made = Context()
        made._values = self._values.copy()
        return made

    def __getitem__(self, variable):
        return self._values[_variable(variable)]

    def get(self, variable, default=None, /):
        return self._values.get(_variable(variable), default)

    def __contains__(self, variable):
        return _variable(variable) in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    def keys(self):
        return list(self._values)

    def values(self):
        return list(self._values.values())

    def items(self):
        return list(self._values.items())


def _variable(key):
    if not isinstance(key, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {key!r}")
    return key


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_missing = _Missing()


class ContextVar:
    """A variable whose value depends on the context."""

    __slots__ = ("_name", "_default")

    def __init__(self, name, /, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    name = property(lambda self: self._name)
    __class_getitem__ = classmethod(types.GenericAlias)

    def get(self, default=_missing, /):
        value = _current()._values.get(self, _missing)
        if value is _missing:
            value = self._default if default is _missing else default
            if value is _missing:
                raise LookupError(self)
        return value

    def set(self, value, /):
        context = _current()
        token = Token._make(context, self, context._values.get(self, _missing))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _current()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _missing:
            context._values.pop(self, None)
        else:
            context._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class Token:
    """What a variable was before set(), for reset()."""

    __slots__ = ("_context", "_var", "_old", "_used")
    MISSING = _missing
    __hash__ = None
    __class_getitem__ = classmethod(types.GenericAlias)

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @classmethod
    def _make(cls, context, variable, old):
        self = object.__new__(cls)
        self._context, self._var, self._old, self._used = context, variable, old, False
        return self

    var = property(lambda self: self._var)
    old_value = property(lambda self: self._old)

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self._var!r} at {id(self):#x}>"


def copy_context():
    """A copy of the current context."""
    return _current().copy()
