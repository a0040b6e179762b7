"""A ray tracer: vectors as objects with operators, spheres and a plane, shadows, reflections."""
import math

from measured import repeat


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self.scale(1.0 / math.sqrt(self.dot(self)))


class Sphere:
    def __init__(self, center, radius, color, shine):
        self.center, self.radius = center, radius
        self.color, self.shine = color, shine

    def hit(self, origin, direction):
        """The distance along the ray, or None."""
        away = origin - self.center
        b = away.dot(direction)
        square = b * b - away.dot(away) + self.radius * self.radius
        if square < 0.0:
            return None
        root = math.sqrt(square)
        if -b - root > 1e-4:
            return -b - root
        if -b + root > 1e-4:
            return -b + root
        return None

    def normal(self, point):
        return (point - self.center).unit()


class Floor:
    color = Vector(0.6, 0.6, 0.5)
    shine = 0.1

    def hit(self, origin, direction):
        if direction.y >= -1e-6:
            return None
        distance = -(origin.y + 1.0) / direction.y
        return distance if distance > 1e-4 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)


class Scene:
    def __init__(self):
        self.light = Vector(5.0, 8.0, -6.0)
        self.things = [Floor()]
        self.rays = 0
        for i in range(5):
            center = Vector(-2.4 + 1.2 * i, -0.4 + 0.3 * (i % 3), 3.0 + 0.5 * (i % 2))
            self.things.append(Sphere(center, 0.6, Vector(0.9 - 0.15 * i, 0.3, 0.2 + 0.15 * i), 0.3))

    def nearest(self, origin, direction):
        self.rays += 1
        best, found = 1e30, None
        for thing in self.things:
            distance = thing.hit(origin, direction)
            if distance is not None and distance < best:
                best, found = distance, thing
        return best, found

    def trace(self, origin, direction, depth):
        distance, thing = self.nearest(origin, direction)
        if thing is None:
            up = 0.5 * (direction.y + 1.0)
            return Vector(0.2, 0.3, 0.5).scale(up)
        point = origin + direction.scale(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        bright = max(0.0, normal.dot(to_light))
        if bright > 0.0 and self.nearest(point, to_light)[1] is not None:
            bright = 0.0
        color = thing.color.scale(0.15 + 0.85 * bright)
        if depth and thing.shine:
            mirrored = direction - normal.scale(2.0 * normal.dot(direction))
            color = color.scale(1.0 - thing.shine) + self.trace(point, mirrored, depth - 1).scale(thing.shine)
        return color


def main(size):
    scene = Scene()
    digest = 0
    total = Vector(0.0, 0.0, 0.0)
    for y in range(size):
        for x in range(size):
            direction = Vector((x - size / 2) / size, (size / 2 - y) / size, 0.8).unit()
            color = scene.trace(Vector(0.0, 0.2, -2.0), direction, 2)
            total = total + color
            digest = (digest * 31 + int(color.x * 255.99) * 7 + int(color.z * 255.99)) % 1000000007
    assert scene.rays >= size * size
    return "%.6f %.6f %.6f, %d rays, digest %d" % (total.x, total.y, total.z, scene.rays, digest)


repeat(main, 100)
