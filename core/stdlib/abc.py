"""Abstract base classes: classes that cannot be instantiated until every abstract method is overridden, and that other
classes can be registered with. The checks are in the module _abc."""

import _abc
from _abc import get_cache_token
from _weakref import ref


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, function):
        function.__isabstractmethod__ = True
        super().__init__(function)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, function):
        function.__isabstractmethod__ = True
        super().__init__(function)


class abstractproperty(property):
    __isabstractmethod__ = True


def update_abstractmethods(cls):
    """Find anew which methods of cls are abstract."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, vars(cls).items())
    return cls


def _abstract_names(cls, attributes):
    names = {name for name, value in attributes if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(metacls, name, bases, namespace, /, **keywords):
        cls = super().__new__(metacls, name, bases, namespace, **keywords)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items())
        cls._abc_impl = []
        _abc.note_class(cls)
        return cls

    def register(cls, subclass):
        """Make subclass (and what derives from it) count as a subclass of cls."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.append(ref(subclass))
        _abc.note_registration(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        """Whether the class of instance counts as a subclass."""
        return _abc.instance_check(cls, instance)

    def __subclasscheck__(cls, subclass):
        """Whether subclass counts as a subclass."""
        return _abc.subclass_check(cls, subclass)

    def _abc_caches_clear(cls):
        """Forget what is known of the subclasses."""
        _abc._reset_caches(cls)

    def _abc_registry_clear(cls):
        """Forget what was registered."""
        cls._abc_impl.clear()


class ABC(metaclass=ABCMeta):
    __slots__ = ()
