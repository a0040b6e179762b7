"""Descriptors of fields, as opposed to computed attributes; dataclasses over __slots__; mapping proxies."""
import dataclasses
import types

for descriptor in (types.FunctionType.__globals__, types.FunctionType.__code__, complex.real, slice.start, range.stop,
                   types.MethodType.__func__, property.fget):
    print(descriptor, type(descriptor).__name__, descriptor.__name__, descriptor.__objclass__.__name__)


class Point:
    __slots__ = 'x',


print(isinstance(Point.x, types.MemberDescriptorType), isinstance(complex.imag, types.MemberDescriptorType))
print(complex.imag.__get__(1 + 2j), slice.stop.__get__(slice(1, 2)), Point.x.__doc__)
for action in (lambda: setattr(slice(1), 'start', 2), lambda: delattr(1j, 'real'), lambda: complex.real.__get__('text'),
               lambda: setattr(len, '__name__', 'x')):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


@dataclasses.dataclass
class Slotted:
    __slots__ = 'x', 'y'
    x: int
    y: int


print(Slotted(1, 2))
try:
    Slotted()
except TypeError as error:
    print(error)


@dataclasses.dataclass
class Derived(Slotted):
    z: int


print(Derived(1, 2, 3))

proxy = types.MappingProxyType({'a': 1, 'b': 2})
print(list(reversed(proxy)), proxy | {'c': 3})
try:
    proxy |= {}
except TypeError as error:
    print(error)
