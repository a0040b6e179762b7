"""_thread: locks, threads taking turns, thread-local attributes, blocking calls that let others run."""
import _thread
import os
import sys
import time


def wait_for(condition):
    end = time.monotonic() + 20
    while not condition():
        if time.monotonic() > end:
            print("waited too long")
            break
        time.sleep(0.001)


# a lock keeps others out; a counter without one lock held never loses the process
lock = _thread.allocate_lock()
total = 0
finished = []


def count(number, step=1):
    global total
    for _ in range(2000):
        with lock:
            total += step
    finished.append(number)


for n in range(4):
    _thread.start_new_thread(count, (n,), {"step": 2} if n == 3 else {})
wait_for(lambda: len(finished) == 4)
print(sorted(finished), total)

# a thread that never blocks is switched away from
sys.setswitchinterval(0.001)
stop = False
spins = 0


def spin():
    global spins
    while not stop:
        spins += 1
    finished.append("spin")


_thread.start_new_thread(spin, ())
wait_for(lambda: spins > 1000)
stop = True
wait_for(lambda: "spin" in finished)
print(spins > 1000, sys.getswitchinterval())
sys.setswitchinterval(0.005)

# waiting
lock.acquire()
print(lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), repr(lock).split()[0])


def unlock():
    time.sleep(0.01)
    lock.release()


_thread.start_new_thread(unlock, ())
print(lock.acquire(timeout=20), lock.locked())
lock.release()
for call in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2), lambda: lock.acquire(timeout=1e30),
             lambda: _thread.start_new_thread(3, ()), lambda: _thread.start_new_thread(spin, []),
             lambda: _thread.stack_size(-1), lambda: _thread.stack_size(100), lambda: type(lock)(1, 2, 3) and 0):
    try:
        print(call())
    except Exception as problem:
        print(type(problem).__name__, problem)

# RLock
again = _thread.RLock()
with again:
    with again:
        print(again._is_owned())
        state = again._release_save()
        print(again._is_owned())
        again._acquire_restore(state)
    results = []
    _thread.start_new_thread(lambda: results.append(again.acquire(False)), ())
    wait_for(lambda: results)
    print(results)
try:
    again.release()
except RuntimeError as problem:
    print(problem)


# thread-local attributes
class Local(_thread._local):
    kind = "class"

    def __init__(self, value):
        self.value = value


local = Local(7)
local.mine = "main"
seen = []


def look():
    seen.append((local.value, hasattr(local, "mine"), local.kind, sorted(local.__dict__)))
    local.value = 8
    del local.value
    try:
        local.value
    except AttributeError as problem:
        seen.append(str(problem))


_thread.start_new_thread(look, ())
wait_for(lambda: len(seen) == 2)
print(seen, local.value, local.mine, sorted(local.__dict__))
try:
    _thread._local(1)
except TypeError as problem:
    print(problem)

# calls that block let others run
r, w = os.pipe()
got = []
_thread.start_new_thread(lambda: got.append(os.read(r, 10)), ())
time.sleep(0.01)
os.write(w, b"data")
wait_for(lambda: got)
print(got)
reader = open(r, "rb", closefd=False)
lines = []


def read_lines():
    for line in reader:
        lines.append(line)


_thread.start_new_thread(read_lines, ())
for n in range(3):
    os.write(w, b"line %d\n" % n)
os.close(w)
wait_for(lambda: len(lines) == 3)
print(lines)

# deep recursion, exceptions and garbage in threads of their own
deep = []


def dive(n):
    return 0 if n == 0 else 1 + dive(n - 1)


def endless():
    return endless() + 1


def work(number):
    trees = [[str(i)] * 10 for i in range(2000)]
    try:
        endless()
    except RecursionError:
        pass
    try:
        try:
            raise KeyError(number)
        except KeyError:
            time.sleep(0.001)
            raise
    except KeyError as problem:
        deep.append((number, problem.args, dive(500), sum(map(len, trees)), sys.exc_info()[1] is problem))


for n in range(3):
    _thread.start_new_thread(work, (n,))
wait_for(lambda: len(deep) == 3)
print(sorted(deep))

# generators resumed by one thread after another
generator = (i * i for i in range(10))
values = []


def take():
    with lock:
        values.append(next(generator))


for _ in range(5):
    _thread.start_new_thread(take, ())
wait_for(lambda: len(values) == 5)
print(values)

# exit, SystemExit and the child of a fork
_thread.start_new_thread(lambda: _thread.exit(), ())
_thread.start_new_thread(sys.exit, (3,))
wait_for(lambda: _thread._count() == 0)
stop = False
_thread.start_new_thread(spin, ())
process = os.fork()
if process == 0:
    os._exit(10 + _thread._count())
print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
stop = True
wait_for(lambda: _thread._count() == 0)
print(_thread._count(), _thread.TIMEOUT_MAX > 1e6, _thread.get_ident() == _thread.get_ident(), _thread.get_native_id() == os.getpid())
