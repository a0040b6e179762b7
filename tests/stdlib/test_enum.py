"""enum: members, aliases, flags, auto, functional form."""
from enum import *


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def low(self):
        return self.name.lower()


print(Colour.RED, repr(Colour.RED), Colour(2), Colour["RED"], Colour.CRIMSON is Colour.RED, list(Colour), Colour.RED.low, len(Colour), Colour.RED in Colour, Colour.__members__)
for bad in lambda: Colour(9), lambda: Colour["X"], lambda: setattr(Colour, "RED", 2), lambda: type("Sub", (Colour,), {}):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class Permission(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Permission.R | Permission.X, Permission.RW, Permission(7), ~Permission.R, Permission.R in Permission.RW, bool(Permission.R & Permission.W), list(Permission.RW), Permission(0))


class Number(IntEnum):
    ONE = 1
    TWO = 2


print(Number.ONE + 1, Number.TWO > Number.ONE, f"{Number.ONE}", repr(Number.TWO), Number.ONE == 1, sorted(Number), {1: "x"}[Number.ONE])
print(Enum("Animal", "CAT DOG").DOG.value, StrEnum("S", ["A", "B"]).A, IntFlag("F", "P Q").P | 4, [m.value for m in Enum("E", {"X": 5, "Y": 6})])


@unique
class Words(StrEnum):
    def _generate_next_value_(name, start, count, last):
        return name

    HELLO = auto()
    OTHER = "o"


print(Words.HELLO, Words.HELLO.upper(), Words("o"))
try:
    @unique
    class Twice(Enum):
        A = B = 1
except ValueError as error:
    print(error)


class Planet(Enum):
    EARTH = (5.97, 6.37)

    def __init__(self, mass, radius):
        self.mass = mass

    @classmethod
    def _missing_(cls, value):
        return cls.EARTH


print(Planet.EARTH.mass, Planet("?"), Planet.EARTH.value)
