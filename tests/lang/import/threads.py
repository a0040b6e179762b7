# Importing in threads: modules have locks, so that nobody sees a half-made one.
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support", "locks"))


def together(*functions):
    """Runs the functions in threads of their own; their results, or the exceptions that they raised."""
    results = [None] * len(functions)

    def run(index, function):
        try:
            results[index] = function()
        except BaseException as error:
            results[index] = f"{type(error).__name__}: {error}"

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        if thread.is_alive():
            print("a thread hangs")
    return results


# --- the same module from many threads: its body runs once, and all see it whole


def import_slow():
    import slow
    return slow.first, slow.last, slow.runs


print(together(*[import_slow] * 6))


def import_part():
    from slow_package.part import part_ready
    return part_ready


def import_package():
    import slow_package
    return slow_package.ready


print(together(import_part, import_package, import_part, import_package))

# --- two modules that import each other, each from a thread of its own


def import_a():
    import circle_a
    return circle_a.done


def import_b():
    import circle_b
    return circle_b.done


import meeting
print(together(import_a, import_b))
print(sys.modules["circle_a"].circle_b.done, sys.modules["circle_b"].circle_a.done)

# --- a module that imports itself, and one that waits for a thread which imports another

import itself
print(itself.seen)
print(itself.message)
print(itself.import_message)
try:
    itself.nothing
except AttributeError as error:
    print(error)
import starter
print(starter.names)

# --- importlib goes the same way
import importlib

for name in "slow", "slow_package", "slow_package.part":
    del sys.modules[name]
print([module.last for module in together(*[lambda: importlib.import_module("slow")] * 4)])
print(len(set(map(id, together(*[lambda: importlib.import_module("slow_package.part")] * 4)))))

# --- finders of the program's own, which run Python


class Finder:
    """Finds what no other finder does, slowly."""

    found = 0

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if not name.startswith("invented"):
            return None
        import time
        cls.found += 1
        time.sleep(0.03)
        return importlib.machinery.ModuleSpec(name, cls)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.value = module.__name__.upper()


import importlib.machinery
sys.meta_path.append(Finder)


def import_invented():
    import invented_module
    return invented_module.value


print(together(*[import_invented] * 4), Finder.found)

# --- the lock of all imports
import _imp
print(_imp.lock_held())
_imp.acquire_lock()
_imp.acquire_lock()
print(_imp.lock_held())
_imp.release_lock()
print(_imp.lock_held())
_imp.release_lock()
print(_imp.lock_held())
try:
    _imp.release_lock()
except RuntimeError as error:
    print(error)
