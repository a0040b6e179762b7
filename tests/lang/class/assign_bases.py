"""Assignment to __bases__: look-ups, special methods and subclasses follow; what cannot be is refused."""


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"

    def __len__(self):
        return 5

    def __getattr__(self, name):
        return name


class C(A):
    pass


class D(C):
    def who(self):
        return "D" + super().who()


c, d = C(), D()
print(c.who(), d.who(), [k.__name__ for k in D.__mro__])
for i in range(200):
    if i == 150:
        C.__bases__ = (B,)
    c.who()
print(c.who(), d.who(), len(c), len(d), d.anything, [k.__name__ for k in D.__mro__], A.__subclasses__(), B.__subclasses__(), C.__bases__, C.__base__)
C.__bases__ = (A, B)
print(c.who(), len(d), [k.__name__ for k in D.__mro__], isinstance(d, A), issubclass(D, B))
C.__bases__ = (A,)
for call in (lambda: len(c), lambda: c.anything, lambda: setattr(C, "__bases__", (D,)), lambda: setattr(C, "__bases__", ()), lambda: setattr(C, "__bases__", 1),
             lambda: setattr(C, "__bases__", (1,)), lambda: setattr(C, "__bases__", (object,)), lambda: setattr(C, "__bases__", (list,)), lambda: setattr(C, "__bases__", (A, A)),
             lambda: setattr(int, "__bases__", (object,)), lambda: delattr(C, "__bases__")):
    try:
        print(call())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(C.__bases__, d.who())


class E(tuple):
    pass


E.__bases__ = (tuple,)
print(E((1, 2)), E.__mro__)
