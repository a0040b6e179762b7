"""A class hierarchy with many small methods: overriding, super(), properties, class and static methods, operators."""
from measured import repeat


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


class Shape:
    sides = 0

    def __init__(self, at):
        self.at = at
        self.moves = 0

    def area(self):
        return 0.0

    def perimeter(self):
        return 0.0

    def move(self, by):
        self.at = self.at + by
        self.moves += 1

    @property
    def roundness(self):
        around = self.perimeter()
        return 4 * 3.141592653589793 * self.area() / (around * around) if around else 0.0

    @classmethod
    def corners(cls):
        return cls.sides

    @staticmethod
    def weight(area, density):
        return area * density


class Circle(Shape):
    def __init__(self, at, radius):
        super().__init__(at)
        self.radius = radius

    def area(self):
        return 3.141592653589793 * self.radius * self.radius

    def perimeter(self):
        return 2 * 3.141592653589793 * self.radius


class Rectangle(Shape):
    sides = 4

    def __init__(self, at, width, height):
        super().__init__(at)
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, at, side):
        super().__init__(at, side, side)

    @property
    def side(self):
        return self.width

    @side.setter
    def side(self, value):
        self.width = self.height = value


class Framed(Square):
    """Grows by its frame whenever it is asked to move."""

    def __init__(self, at, side, frame):
        super().__init__(at, side)
        self.frame = frame

    def area(self):
        return super().area() + self.frame * self.perimeter()

    def move(self, by):
        super().move(by * 0.5)
        self.side = self.side + self.frame


def make(i):
    at = Vector(float(i % 10), float(i % 7))
    kind = i % 4
    if kind == 0:
        return Circle(at, 1.0 + i % 3)
    if kind == 1:
        return Rectangle(at, 2.0, 1.0 + i % 5)
    if kind == 2:
        return Square(at, 1.5)
    return Framed(at, 1.0, 0.001)


def main(size):
    shapes = [make(i) for i in range(40)]
    step = Vector(0.25, -0.5)
    weight = around = round_ = 0.0
    corners = 0
    for _ in range(size):
        for shape in shapes:
            shape.move(step)
            weight += shape.weight(shape.area(), 0.5)
            around += shape.perimeter()
            round_ += shape.roundness
            corners += shape.corners()
    assert shapes[0].at == Vector(0.25 * size, -0.5 * size), "moves got lost"
    assert all([shape.moves == size for shape in shapes])
    return "%.6f %.6f %.6f %d %.6f" % (weight, around, round_, corners, shapes[3].side)


repeat(main, 2000)
