"""Three PID controllers hold the levels of coupled tanks: attributes, small methods, clamps, float arithmetic."""
from measured import repeat


class Pid:
    def __init__(self, p, i, d, low, high):
        self.p, self.i, self.d = p, i, d
        self.low, self.high = low, high
        self.sum = 0.0
        self.last = None

    def update(self, target, value, dt):
        error = target - value
        change = 0.0 if self.last is None else (value - self.last) / dt
        self.last = value
        total = self.sum + error * dt
        out = self.p * error + self.i * total - self.d * change
        if out > self.high:
            out = self.high
        elif out < self.low:
            out = self.low
        else:
            self.sum = total
        return out


class Tank:
    def __init__(self, area, outlet):
        self.area = area
        self.outlet = outlet
        self.level = 0.0

    def flow(self):
        return self.outlet * self.level ** 0.5

    def fill(self, inflow, dt):
        self.level = max(0.0, self.level + (inflow - self.flow()) / self.area * dt)


class Plant:
    def __init__(self):
        self.tanks = [Tank(1.0, 0.3), Tank(1.5, 0.25), Tank(0.8, 0.4)]
        self.pids = [Pid(2.0, 0.5, 0.1, 0.0, 3.0), Pid(1.5, 0.3, 0.2, 0.0, 3.0), Pid(2.5, 0.6, 0.05, 0.0, 3.0)]
        self.targets = [1.0, 0.5, 0.75]
        self.used = 0.0
        self.alarms = 0

    def step(self, dt):
        carried = 0.0
        for tank, pid, target in zip(self.tanks, self.pids, self.targets):
            valve = pid.update(target, tank.level, dt)
            self.used += valve * dt
            tank.fill(valve + carried, dt)
            carried = 0.2 * tank.flow()
            if tank.level > target * 1.2:
                self.alarms += 1


def main(size):
    plant = Plant()
    for i in range(size):
        if i % 2000 == 1000:
            plant.targets = [plant.targets[1], plant.targets[2], plant.targets[0]]
        plant.step(0.01)
    error = sum([abs(tank.level - target) for tank, target in zip(plant.tanks, plant.targets)])
    assert size % 2000 > 1000 or size % 2000 < 900 or error < 0.2, "does not settle"
    return "%.9f %.6f %d" % (error, plant.used, plant.alarms)


repeat(main, 40900)
