"""An operating system in miniature: tasks of several classes, queues of packets, priorities, virtual calls."""
from measured import repeat


class Packet:
    def __init__(self, kind, identity, data):
        self.kind = kind
        self.identity = identity
        self.data = data
        self.next = None


class Queue:
    """A linked list of packets."""

    def __init__(self):
        self.head = None
        self.tail = None
        self.length = 0

    def put(self, packet):
        packet.next = None
        if self.tail is None:
            self.head = packet
        else:
            self.tail.next = packet
        self.tail = packet
        self.length += 1

    def get(self):
        packet = self.head
        if packet is not None:
            self.head = packet.next
            if self.head is None:
                self.tail = None
            self.length -= 1
        return packet


class Task:
    kind = "task"

    def __init__(self, system, identity, priority):
        self.system = system
        self.identity = identity
        self.priority = priority
        self.inbox = Queue()
        self.held = False
        self.runs = 0

    def ready(self):
        return not self.held and self.inbox.length > 0

    def step(self):
        self.runs += 1
        return self.work(self.inbox.get())

    def work(self, packet):
        raise NotImplementedError

    def send(self, target, packet):
        self.system.sent += 1
        self.system.tasks[target].inbox.put(packet)


class Idle(Task):
    """Runs when nothing else can, and wakes one of the devices."""
    kind = "idle"

    def __init__(self, system, identity, priority, rounds):
        super().__init__(system, identity, priority)
        self.rounds = rounds
        self.seed = 7

    def ready(self):
        return True

    def work(self, packet):
        self.rounds -= 1
        if self.rounds <= 0:
            self.system.running = False
            return
        self.seed = (self.seed * 1103515245 + 12345) % 2147483648
        if self.seed & 65536:
            self.system.release(3)
        else:
            self.system.release(4)


class Worker(Task):
    """Fills a packet with letters and sends it to a handler, alternating."""
    kind = "worker"

    def __init__(self, system, identity, priority):
        super().__init__(system, identity, priority)
        self.target = 2
        self.counter = 0

    def work(self, packet):
        self.target = 3 if self.target == 2 else 2
        total = 0
        for i in range(len(packet.data)):
            self.counter = (self.counter + 1) % 26
            packet.data[i] = self.counter
            total += self.counter
        packet.kind = total % 3
        self.send(self.target, packet)


class Handler(Task):
    """Sorts packets by kind and passes them on, or back to the worker."""
    kind = "handler"

    def __init__(self, system, identity, priority):
        super().__init__(system, identity, priority)
        self.by_kind = {}

    def work(self, packet):
        self.by_kind[packet.kind] = self.by_kind.get(packet.kind, 0) + sum(packet.data)
        if packet.kind == 0:
            self.send(4, packet)
        elif packet.kind == 1:
            self.send(1, packet)
        else:
            self.send(3, packet)


class Device(Task):
    """Holds itself after each packet until it is released."""
    kind = "device"

    def work(self, packet):
        packet.kind = (packet.kind + 1) % 3
        self.held = True
        self.system.holds += 1
        self.send(1 if packet.identity % 2 else 2, packet)


class System:
    def __init__(self, rounds):
        self.running = True
        self.sent = self.holds = self.steps = 0
        self.tasks = [Idle(self, 0, 0, rounds), Worker(self, 1, 100), Handler(self, 2, 200), Device(self, 3, 300),
                      Device(self, 4, 400)]
        for identity in range(6):
            self.tasks[1 + identity % 4].inbox.put(Packet(identity % 3, identity, [identity] * 4))

    def release(self, identity):
        self.tasks[identity].held = False

    def choose(self):
        best = None
        for task in self.tasks:
            if task.ready() and (best is None or task.priority > best.priority):
                best = task
        return best

    def run(self, most):
        while self.running and self.steps < most:
            self.steps += 1
            self.choose().step()


def main(size):
    system = System(size)
    system.run(size * 20)
    queued = sum([task.inbox.length for task in system.tasks])
    assert queued == 6, "a packet got lost"
    runs = ["%s %d" % (task.kind, task.runs) for task in system.tasks]
    kinds = sorted(system.tasks[2].by_kind.items())
    return "steps %d, sent %d, holds %d, %s, %s" % (system.steps, system.sent, system.holds, ", ".join(runs), kinds)


repeat(main, 60000)
