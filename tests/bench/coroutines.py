"""Tasks that talk through channels, driven by hand by a scheduler: generators that are sent values and delegate."""
from measured import repeat


class Channel:
    def __init__(self):
        self.items = []
        self.waiting = []


class Scheduler:
    """Runs tasks round robin; a task yields what it wants: ("put", channel, item), ("get", channel) or ("sleep", turns)."""

    def __init__(self):
        self.ready = []
        self.sleeping = []
        self.turns = 0
        self.switches = 0

    def start(self, task):
        self.ready.append((task, None))

    def run(self):
        while self.ready or self.sleeping:
            self.turns += 1
            batch, self.ready = self.ready, []
            awake = [entry for entry in self.sleeping if entry[0] <= self.turns]
            if awake:
                self.sleeping = [entry for entry in self.sleeping if entry[0] > self.turns]
                batch.extend([(task, None) for _, task in awake])
            for task, value in batch:
                self.step(task, value)

    def step(self, task, value):
        self.switches += 1
        try:
            wish = task.send(value)
        except StopIteration:
            return
        if wish[0] == "put":
            channel = wish[1]
            if channel.waiting:
                self.ready.append((channel.waiting.pop(0), wish[2]))
            else:
                channel.items.append(wish[2])
            self.ready.append((task, None))
        elif wish[0] == "get":
            channel = wish[1]
            if channel.items:
                self.ready.append((task, channel.items.pop(0)))
            else:
                channel.waiting.append(task)
        else:
            self.sleeping.append((self.turns + wish[1], task))


def put(channel, item):
    yield "put", channel, item


def get(channel):
    item = yield "get", channel
    return item


def producer(out, count):
    for i in range(count):
        yield from put(out, i)
        if i % 10 == 9:
            yield "sleep", i % 7
    yield from put(out, None)


def transform(inbox, out):
    while True:
        item = yield from get(inbox)
        if item is None:
            yield from put(out, None)
            return
        yield from put(out, item * item % 97)


def collector(inbox, results):
    total = 0
    while True:
        item = yield from get(inbox)
        if item is None:
            results.append(total)
            return
        total += item


def main(size):
    scheduler = Scheduler()
    results = []
    for worker in range(8):
        a, b = Channel(), Channel()
        scheduler.start(producer(a, size + worker))
        scheduler.start(transform(a, b))
        scheduler.start(collector(b, results))
    scheduler.run()
    expected = [sum([i * i % 97 for i in range(size + worker)]) for worker in range(8)]
    assert sorted(results) == sorted(expected), "wrong totals"
    return "%d turns, %d switches, %s" % (scheduler.turns, scheduler.switches, sorted(results))


repeat(main, 8000)
