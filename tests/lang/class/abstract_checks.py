# isinstance() and issubclass() with abstract base classes, whose answers are remembered, and with objects that pass for
# classes by their __bases__.
import abc
import gc


class Shape(metaclass=abc.ABCMeta):
    pass


class Square:
    pass


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


# A "no" is forgotten with the next registration; a "yes" stays.
square = Square()
token = abc.get_cache_token()
show(isinstance, square, Shape)
show(isinstance, square, Shape)
Shape.register(Square)
print(abc.get_cache_token() != token)
show(isinstance, square, Shape)
show(issubclass, Square, Shape)

# What derives from a registered class counts, and what is registered below.
class Small(Square):
    pass

class Round(Shape):
    pass

Round.register(int)
show(issubclass, Small, Shape)
show(issubclass, bool, Shape)
show(issubclass, str, Shape)

# The hook decides first; it must say yes, no or nothing.
class Hooked(metaclass=abc.ABCMeta):
    asked = 0

    @classmethod
    def __subclasshook__(cls, other):
        cls.asked += 1
        return {int: True, str: False, list: 5}.get(other, NotImplemented)

for cls in int, str, float, list:
    show(issubclass, cls, Hooked)
Hooked.register(str)
show(issubclass, str, Hooked)
asked = Hooked.asked
for i in range(10):
    issubclass(int, Hooked)
print(Hooked.asked - asked)

# Instances that claim another class.
class Claims:
    __class__ = property(lambda self: int)

show(isinstance, Claims(), Round)
show(isinstance, Claims(), Hooked)

# Wrong arguments.
show(issubclass, 3, Shape)
show(Shape.register, 3)
show(Round.register, Shape)

class Lies(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasses__(cls):
        return [42]

show(issubclass, int, Lies)
Lies.__subclasses__ = lambda: None
show(issubclass, str, Lies)

# Classes that are gone are not remembered: others may take their places.
for i in range(2000):
    class Passing(Shape if i % 2 else object):
        pass
    if issubclass(Passing, Shape) != bool(i % 2):
        print("wrong", i)
    if i % 500 == 0:
        gc.collect()

# The old decorators.
class Old(metaclass=abc.ABCMeta):
    @abc.abstractclassmethod
    def first(cls): pass
    @abc.abstractstaticmethod
    def second(): pass
    @abc.abstractproperty
    def third(self): pass

print(sorted(Old.__abstractmethods__))

# Subclasses of classmethod with arguments of their own.
class Named(classmethod):
    def __init__(self, function, name):
        super().__init__(function)
        self.name = name

def function(cls, x):
    return cls.__name__, x

class User:
    method = Named(function, "a name")

print(User.method(3), User.__dict__["method"].name)

# Objects that pass for classes.
class Pretends:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases

    @property
    def __class__(self):
        return self.bases[0] if self.bases else Pretends

base = Pretends()
derived = Pretends(base)
twice = Pretends(Pretends(), derived)
show(issubclass, derived, base)
show(issubclass, twice, base)
show(issubclass, base, derived)
show(isinstance, derived, base)
show(issubclass, base, int)
show(isinstance, 3, base)
show(issubclass, 3, base)
show(isinstance, 3, 4)
show(issubclass, int, 4)
