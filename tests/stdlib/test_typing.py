"""typing: special forms, generics, hints, protocols, named tuples."""
import typing
from typing import *

print(Optional[int], Union[int, str, int], List[int], Dict[str, Any], Callable[[int], str], Tuple[int, ...], Literal["a", 1], ClassVar[int], Type[int], Union[int])
T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item


print(Box[int], Box[int](5).item, Box.__parameters__, get_origin(Box[int]), get_args(Dict[str, int]), Box[T][str], List[T][int])


def function(a: int, b: "Optional[str]" = None) -> List["int"]:
    pass


print(get_type_hints(function), cast(int, "x"), NewType("Id", int)(5), TYPE_CHECKING, get_type_hints(Box.__init__))


class Pair(NamedTuple):
    x: int
    y: str = "d"


class Movie(TypedDict, total=False):
    name: str


print(Pair(1), Pair(1)._asdict(), Pair.__annotations__, Movie(name="n"), Movie.__total__, Movie.__optional_keys__)


@runtime_checkable
class Closes(Protocol):
    def close(self): ...


print(isinstance(open("/dev/null"), Closes), isinstance(3, Closes), final(Pair) is Pair, overload(function) is not None)
print(Annotated[int, "meta"], get_type_hints(type("A", (), {"__annotations__": {"x": Annotated[int, 1]}}), include_extras=True), Sequence[int], typing.Iterator, Final[int], Required, ParamSpec("P"), Concatenate)
for bad in lambda: Union[()], lambda: Optional[1, 2], lambda: List[int, str], lambda: Box[int, str], lambda: TypeVar("X", int), lambda: Literal():
    try:
        print(bad())
    except TypeError as error:
        print(error)
print(int | None, (int | str) == Union[int, str], list[int], typing.get_args(int | str), is_typeddict(Movie), assert_never.__name__, reveal_type.__name__)
