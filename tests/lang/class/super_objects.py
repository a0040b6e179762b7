# super(): subclasses of it, proxies, and what its __init__ does.

class A:
    def f(self):
        return 'A'


class B(A):
    def f(self):
        return 'B' + super(B, self).f()


class mysuper(super):
    def __init__(self, *args):
        super(mysuper, self).__init__(*args)


class C(B):
    def f(self):
        return 'C' + mysuper(C, self).f()


class D(C):
    def f(self):
        return 'D' + self._D__super.f()


D._D__super = mysuper(D)
print(C().f(), D().f())


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattribute__(self, name):
        if name == 'target':
            return object.__getattribute__(self, name)
        return getattr(self.target, name)


print(C.__dict__['f'](Proxy(C())))
try:
    super(C, object()).f()
except TypeError as error:
    print(error)


# The representation of a bound method: the qualified name, else the name.
class Callable:
    def __call__(self, x):
        return x


import types

call = Callable()
print(repr(types.MethodType(call, 5)))
call.__name__ = 'name'
print(repr(types.MethodType(call, 5)))
call.__qualname__ = 'qualified.name'
print(repr(types.MethodType(call, 5)))


# What a classmethod binds to.
class Outer:
    def f(self, cls):
        return cls.__name__

    @classmethod
    def twice(cls):
        return cls.__name__


class Inner:
    bound = classmethod(Outer().f)
    chained = classmethod(classmethod(lambda cls: cls.__name__))
    both = classmethod(property(lambda cls: cls.__name__))


print(Inner.bound(), Inner.chained(), Inner.both)


# Comparison: an error while the method is bound is none.
class E:
    @property
    def __eq__(self):
        raise AttributeError('booh')


print(E() == 1, E() != 1)


# Modules: __slots__ of a subclass, annotations, a __dict__ that is none.
class M(types.ModuleType):
    __slots__ = ('a', 'b')

    def __init__(self, name):
        super().__init__(name)


m = M('m')
m.a, m.c = 1, 3
print(m.a, m.c, 'a' in m.__dict__, hasattr(m, 'b'))
del m.a
print(hasattr(m, 'a'), m.__annotations__, '__annotations__' in m.__dict__)
del m.__annotations__
try:
    del m.__annotations__
except AttributeError as error:
    print(error)


class N(types.ModuleType):
    __dict__ = 8


try:
    dir(N('n'))
except TypeError as error:
    print('TypeError')


class T:
    x: int


del T.__annotations__
try:
    del T.__annotations__
except AttributeError as error:
    print(error)
print(T.__annotations__)
