"""dataclasses: fields, order, frozen, post-init, replace, slots."""
import dataclasses
from dataclasses import dataclass, field, asdict, astuple, replace, fields, make_dataclass, InitVar, FrozenInstanceError, KW_ONLY


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
    total: int = field(init=False)
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.total = (self.x + self.y) * scale


p = Point(1, 2, scale=3)
print(p, p == Point(1, 2, ["t"], 3), Point(1) < Point(2), asdict(p), astuple(p), replace(p, x=5, scale=1), [f.name for f in fields(p)], p.total)


@dataclass(frozen=True, slots=True)
class Frozen:
    a: int
    _: KW_ONLY
    b: str = "b"


f = Frozen(1, b="c")
print(f, hash(f) == hash(Frozen(1, b="c")), Frozen.__slots__, Frozen.__match_args__)
for bad in lambda: setattr(f, "a", 2), lambda: Frozen(1, "x"), lambda: Point(), lambda: make_dataclass("Bad", [("x", list, [])]):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
Made = make_dataclass("Made", ["u", ("v", int, 3)], namespace={"double": lambda self: self.v * 2})
print(Made(1), Made(1).double(), dataclasses.is_dataclass(Made), Point.__doc__)


@dataclass
class Child(Point):
    z: int = 9


print(Child(1, 2).z, [f.name for f in fields(Child)])
