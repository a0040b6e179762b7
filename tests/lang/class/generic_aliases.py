"""list[T] and int | T: substitution, unpacking, comparing, pickling, what is the alias's own and what the origin's."""
import collections.abc
import copy
import pickle
import types
import typing
from typing import Dict, List, ParamSpec, TypeVar, TypeVarTuple

T, K, V = TypeVar('T'), TypeVar('K'), TypeVar('V')
P, Ts = ParamSpec('P'), TypeVarTuple('Ts')


def attempt(action):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


print('# text')
for alias in (list[str], list[()], tuple[int, ...], tuple[()], dict[str, None], list[T], list[list[T]], list['later'],
              collections.abc.Callable[[int], str], type[int | None], collections.deque[typing.Any],
              types.GenericAlias(list, [int, str]), tuple[*tuple[int, ...]], list[len], list[collections.OrderedDict]):
    print(alias)

print('# type variables')
for alias in (list[T], dict[K, V], dict[T, T], list[dict[K, list[V]]], list[Dict[K, int]], list[List[T] | K], T | list[V],
              int | str, list[collections.abc.Callable[[K, V], K]], tuple[*Ts], tuple[T, *Ts]):
    print(alias, alias.__parameters__)

print('# substitution')
for action in (lambda: list[T][int], lambda: dict[K, V][str, int], lambda: dict[T, T][int], lambda: list[dict[str, T]][int],
               lambda: list[List[T]][int], lambda: (T | int | list[T])[str], lambda: (int | list[T])[str],
               lambda: list[collections.abc.Callable[[K, V], K]][str, int], lambda: tuple[T, *Ts][int, str, bytes],
               lambda: tuple[*Ts][()], lambda: dict[K, V][*tuple[int, str]], lambda: list[T][K], lambda: list[T][T],
               lambda: list[int][str], lambda: dict[K, V][int], lambda: list[T][int, str], lambda: (int | str)[int],
               lambda: collections.abc.Callable[P, T][[int, str], bytes], lambda: (*tuple[T, K],)[0][int, str]):
    attempt(action)

print('# stars')
starred, = tuple[int, str]
print(starred, starred.__unpacked__, tuple[int].__unpacked__, starred.__typing_unpacked_tuple_args__,
      list[int].__typing_unpacked_tuple_args__)
print(starred == tuple[int, str], starred == (*tuple[int, str],)[0], hash(starred) == hash(tuple[int, str]))
iterator = iter(list[int])
print(next(iterator), next(iterator, 'end'), type(iterator).__name__)


def collect(*args: *tuple[int, ...]):
    return args


print(collect.__annotations__)

print('# copies and pickles')
for alias in list[int], dict[str, list[int]], starred, int | None, int | list[str], typing.Tuple[int]:
    same = [copy.copy(alias), copy.deepcopy(alias)] + [pickle.loads(pickle.dumps(alias, n)) for n in range(6)]
    print(alias, all(other == alias and type(other) is type(alias) for other in same))
print(copy.copy(...), pickle.loads(pickle.dumps((..., NotImplemented))))

print('# the origin behind it')
print(list[int].append is list.append, dict[int, str].fromkeys('a'), list[int].__class__, list[int].__origin__)
attempt(lambda: list[int].missing)
attempt(lambda: isinstance([], list[int]))
attempt(lambda: issubclass(list, list[int]))
attempt(lambda: isinstance(1, int | list[int]))
attempt(lambda: issubclass(1, int | str))
attempt(lambda: types.GenericAlias(list))
attempt(lambda: types.GenericAlias(origin=list, args=int))
attempt(lambda: setattr(list[int], '__origin__', dict))
print(isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str))
print('append' in dir(list[int]), '__args__' in dir(list[int]))


class Box(list):
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


print(Box[int]().__orig_class__, list[int]([1]), type(dict[str, int](a=1)))


class Sub(Box[int]):
    pass


print(Sub.__bases__, Sub.__orig_bases__)

print('# unions')
print(int | str == str | int, hash(int | str) == hash(str | int), hash(int | str) == hash(typing.Union[int, str]))
print(int | int, int | str | int, list[int] | list[int], None | int, (int | str).__args__)
attempt(lambda: int | 'text')


class Unhashable(type):
    __hash__ = None


class Odd(metaclass=Unhashable):
    pass


attempt(lambda: len((list[Odd] | int).__args__))


class Meta(type):
    pass


attempt(lambda: Meta[int])
print(type[int], (int | str).__module__)


def spread(*args: *Ts) -> None:
    pass


print(spread.__annotations__)
