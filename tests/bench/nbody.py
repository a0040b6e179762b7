"""Planets attract each other: floats, attributes in lists, nested loops."""
import math

from measured import repeat

PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
YEAR = 365.24


def make_bodies():
    """Sun, Jupiter, Saturn, Uranus, Neptune: position, velocity per year, mass."""
    sun = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS]
    planets = [
        (4.8414314424647209, -1.16032004402742839, -0.103622044471123109,
         0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
        (8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
         -0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
        (12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
         0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
        (15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
         0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
    ]
    bodies = [sun]
    for x, y, z, vx, vy, vz, mass in planets:
        bodies.append([x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, mass * SOLAR_MASS])
    for axis in (3, 4, 5):
        momentum = 0.0
        for body in bodies:
            momentum += body[axis] * body[6]
        sun[axis] = -momentum / SOLAR_MASS
    return bodies


def advance(bodies, dt, steps):
    count = len(bodies)
    for step in range(steps):
        for i in range(count):
            a = bodies[i]
            ax, ay, az = a[0], a[1], a[2]
            amass = a[6]
            vx, vy, vz = a[3], a[4], a[5]
            for j in range(i + 1, count):
                b = bodies[j]
                dx = ax - b[0]
                dy = ay - b[1]
                dz = az - b[2]
                square = dx * dx + dy * dy + dz * dz
                force = dt / (square * math.sqrt(square))
                pull = b[6] * force
                vx -= dx * pull
                vy -= dy * pull
                vz -= dz * pull
                push = amass * force
                b[3] += dx * push
                b[4] += dy * push
                b[5] += dz * push
            a[3], a[4], a[5] = vx, vy, vz
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            total -= a[6] * b[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def main(size):
    bodies = make_bodies()
    before = energy(bodies)
    advance(bodies, 0.001, size)
    after = energy(bodies)
    assert abs(after - before) < 1e-4, "energy is not conserved"
    return "%.9f %.9f %r" % (before, after, bodies[1][0])


repeat(main, 50000)
