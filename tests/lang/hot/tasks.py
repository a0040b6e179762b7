# A scheduler: a loop in a function that is called from a loop, methods that call methods of several classes.
class Packet:

    def __init__(self, kind, identity, data):
        self.kind = kind
        self.identity = identity

class Queue:

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

    def __init__(self, system, identity, priority):
        self.system = system
        self.priority = priority
        self.inbox = Queue()
        self.held = False

    def ready(self):
        return not self.held and self.inbox.length > 0

    def step(self):
        return self.work(self.inbox.get())

    def send(self, target, packet):
        self.system.tasks[target].inbox.put(packet)

class Idle(Task):

    def __init__(self, system, identity, priority, rounds):
        super().__init__(system, identity, priority)
        self.seed = 7

    def ready(self):
        return True

    def work(self, packet):
        self.seed = (self.seed * 1103515245 + 12345) % 2147483648
        if self.seed & 65536:
            self.system.release(3)
        else:
            self.system.release(4)

class Worker(Task):

    def __init__(self, system, identity, priority):
        super().__init__(system, identity, priority)
        self.target = 2

    def work(self, packet):
        self.target = 3 if self.target == 2 else 2
        self.send(self.target, packet)

class Handler(Task):

    def work(self, packet):
        if packet.kind == 0:
            self.send(4, packet)

class Device(Task):

    def work(self, packet):
        self.held = True
        self.send(1 if packet.identity % 2 else 2, packet)

class System:

    def __init__(self, rounds):
        self.running = True
        self.sent = self.holds = self.steps = 0
        self.tasks = [Idle(self, 0, 0, rounds), Worker(self, 1, 100), Handler(self, 2, 200), Device(self, 3, 300), Device(self, 4, 400)]
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
    system.run(size)
    return system.steps, [(t.inbox.length, t.held) for t in system.tasks], system.tasks[0].seed
for n in (100, 1000, 3000, 500):
    print(main(n))
