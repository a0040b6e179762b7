"""CPython's enum, dataclasses, contextlib, copy, typing, string, heapq, bisect, types on Martlet's modules."""
import bisect, contextlib, copy, dataclasses, enum, heapq, operator, reprlib, string, types, typing
class Closes:
    def close(self):
        print("closed")
class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    ALIAS = 1
class Flag(enum.Flag):
    A = enum.auto()
    B = enum.auto()
    AB = A | B
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
print(Color.RED, repr(Color.GREEN), Color(1) is Color.ALIAS, list(Color), Color["RED"].name, Level.LOW < Level.HIGH, Level.HIGH + 1, Flag.A | Flag.B, Flag.AB & Flag.A, ~Flag.A, list(Flag.AB))
try:
    Color(5)
except ValueError as e:
    print(e)
try:
    Color.RED = 3
except AttributeError as e:
    print(e)
@dataclasses.dataclass(order=True)
class P:
    x: int
    y: int = 2
    z: list = dataclasses.field(default_factory=list, compare=False)
@dataclasses.dataclass(frozen=True, slots=True)
class F:
    a: int
    b: str = "b"
p = P(1)
print(p, p == P(1, 2), P(1, 3) > p, dataclasses.asdict(p), dataclasses.replace(p, x=9), [f.name for f in dataclasses.fields(P)], F(1), hash(F(1)) == hash(F(1)))
for bad in (lambda: P(), lambda: setattr(F(1), "a", 2), lambda: dataclasses.replace(F(1), q=1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
@contextlib.contextmanager
def manager(n):
    print("enter", n)
    try:
        yield n * 2
    finally:
        print("leave", n)
with manager(1) as a, contextlib.ExitStack() as stack, contextlib.suppress(ZeroDivisionError):
    print(a, stack.enter_context(manager(5)))
    stack.callback(print, "callback")
    1 // 0
with contextlib.closing(Closes()), contextlib.nullcontext(3) as n:
    print(n)
deep = {"a": [1, {2: (3, [4])}], "p": p}
other = copy.deepcopy(deep)
other["a"][1][2][1].append(5)
print(deep, other, copy.copy(p) == p, copy.copy([1]), copy.deepcopy(Color.RED) is Color.RED)
print(typing.Optional[int], typing.Union[int, str, None], typing.List[int], typing.Callable[[int], str], typing.get_type_hints(P)["x"])
class N(typing.NamedTuple):
    a: int
    b: str = "x"
T = typing.TypeVar("T")
class G(typing.Generic[T]):
    pass
print(N(1), G[int], G.__parameters__, typing.cast(int, "a"), typing.get_args(typing.Dict[str, int]), typing.Literal["a", 1])
print(string.Template("$a ${b} $$").substitute(a=1, b=2), string.Formatter().format("{0:>5}|{x!r}|{1[0]}", 1, "ab", x="q"), string.capwords("a bc"), string.hexdigits)
print(heapq.nlargest(3, [5, 1, 8, 3]), heapq.nsmallest(2, "hello", key=ord), list(heapq.merge([1, 4], [2, 3], reverse=False)), bisect.bisect([1, 2, 3], 2))
print(reprlib.repr(list(range(100))), operator.attrgetter("x", "y")(p), operator.itemgetter(slice(1, 3))("abcd"), types.MappingProxyType({1: 2}))
