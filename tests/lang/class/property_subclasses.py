# Where the docstring of a property comes from, and the messages of properties.

class Sub(property):
    """of the class"""


class A:
    @Sub
    def a(self):
        """of the getter"""

    @a.setter
    def a(self, value):
        """of the setter"""

    @property
    def b(self):
        """first"""

    @b.getter
    def b(self):
        """second"""

    c = property(doc='given')

    @c.getter
    def c(self):
        """not taken"""

    @Sub
    def d(self):
        pass


print(A.a.__doc__, A.b.__doc__, A.c.__doc__, A.d.__doc__, Sub.__doc__)
print(property(None, doc='x').getter(lambda self: 1).__doc__)
print(A.b.setter(lambda self, value: None).__doc__)


class Slots(property):
    """of the class"""
    __slots__ = ()


def documented(self):
    """text"""


try:
    Slots(documented)
except AttributeError as error:
    print(error)


class Outer:
    class Inner:
        p = property()


for prop in Outer.Inner.p, property():
    Outer.Inner.q = prop
    for action in (lambda o: o.q, lambda o: setattr(o, 'q', 1), lambda o: delattr(o, 'q')):
        try:
            action(Outer.Inner())
        except AttributeError as error:
            print(error)
for count in 0, 1, 3:
    try:
        property().__set_name__(*[0] * count)
    except TypeError as error:
        print(error)


class Fails:
    def __set_name__(self, owner, name):
        1 / 0


try:
    class B:
        f = Fails()
except RuntimeError as error:
    print(repr(error.__cause__), error.__context__ is error.__cause__)


# Names of classes are text for C as well.
for name in 'A\udcdc', 'A\0':
    for make in (lambda: type(name, (), {}), lambda: setattr(Outer, '__name__', name)):
        try:
            make()
        except ValueError as error:
            print(type(error).__name__, ascii(str(error)))
try:
    type('A', (), {'__doc__': '\udcdc'})
except UnicodeEncodeError as error:
    print('doc', error.reason)
