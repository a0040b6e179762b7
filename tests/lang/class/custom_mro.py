# A metaclass may define mro(): its answer is the method resolution order.

class Reverse(type):
    def mro(cls):
        return list(reversed(type.mro(cls)))


class A:
    def f(self):
        return 'A.f'


class B(A):
    def f(self):
        return 'B.f'


class C(A):
    def f(self):
        return 'C.f'


class X(B, C, metaclass=Reverse):
    pass


print([c.__name__ for c in X.__mro__], X().f(), isinstance(X(), object), issubclass(X, A))
print([c.__name__ for c in X.mro()])


class Extra:
    def g(self):
        return 'Extra.g'


class Adds(type):
    def mro(cls):
        return type.mro(cls)[:-1] + [Extra, object]


class Y(A, metaclass=Adds):
    pass


y = Y()
print([c.__name__ for c in Y.__mro__], y.g(), isinstance(y, Extra), Extra.__subclasses__())


# What is not a class, or has another layout, is refused.
def make(answer):
    class Meta(type):
        def mro(cls):
            return answer

    try:
        class Z(metaclass=Meta):
            pass
        print(Z.__mro__)
    except Exception as error:
        print(type(error).__name__, error)


make([1])
make([dict, object])
make(None)
make((A,))
make(())


# The classes below one whose bases change get their order from it, too; an error undoes everything.
class WorkOnce(type):
    def __new__(cls, name, bases, namespace):
        return super().__new__(WorkOnce, name, bases, namespace)

    def mro(cls):
        if 'once' in cls.__dict__:
            raise RuntimeError('once only')
        cls.once = True
        return type.mro(cls)


class P:
    pass


class P2:
    pass


class D(P):
    pass


class E(D):
    pass


class F(D, metaclass=WorkOnce):
    pass


before = D.__mro__, E.__mro__, F.__mro__, D.__bases__
try:
    D.__bases__ = (P2,)
except RuntimeError as error:
    print(error, before == (D.__mro__, E.__mro__, F.__mro__, D.__bases__))


# mro() that assigns to __bases__ while a class is made or changed.
class Meddler(type):
    ready = False

    def mro(cls):
        if Meddler.ready and cls.__name__ == 'B1':
            B2.__bases__ = (B1,)
        if Meddler.ready and cls.__name__ == 'B2':
            B1.__bases__ = (B2,)
        return type.mro(cls)


class A1(metaclass=Meddler):
    pass


class B1(A1):
    pass


class B2(A1):
    pass


Meddler.ready = True
try:
    B1.__bases__ += ()
except TypeError as error:
    print(error)
Meddler.ready = False
print(B1().__class__.__name__, len(B2.__mro__) > 1)


# The class cell.
class Drops(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop('__classcell__', None)
        return super().__new__(cls, name, bases, namespace)


class Shares(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        type('Other', (), namespace)
        return made


for metaclass in Drops, Shares:
    try:
        class K(metaclass=metaclass):
            def f(self):
                return __class__
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).replace('__main__.', ''))


# The namespace of a class may be any mapping, if the metaclass takes it.
class Names:
    def __init__(self):
        self.items = []

    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.items.append(key)


class Collect:
    @classmethod
    def __prepare__(cls, name, bases):
        return Names()

    def __new__(cls, name, bases, namespace):
        return namespace.items


class Order(metaclass=Collect):
    b = 1
    a = 2


print(Order)


# A class's body written as a function with defaults.
def body(a=1, *, b=2):
    print('body', a, b)


print(__build_class__(body, 'Built').__name__)
