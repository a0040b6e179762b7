"""Classes are collected like anything else."""
import gc
from _weakref import ref


def make(name):
    class C:
        def __init__(self):
            self.x = name

        def method(self):
            return super().__init__

    C.__name__ = name
    return C


def lives():
    kept = make("Kept")
    dead = [ref(make("Class%d" % i)) for i in range(20)]
    instance = make("Instance")()
    gc.collect()
    print([r() for r in dead].count(None) >= 19, ref(kept)() is kept, type(instance).__name__, instance.x)
    print(sum(c.__name__.startswith("Class") for c in object.__subclasses__()) <= 1)
    print(kept in object.__subclasses__(), type(instance) in object.__subclasses__())


lives()
for i in range(3000):
    make("Loop")()
gc.collect()
print(sum(c.__name__ == "Loop" for c in object.__subclasses__()) <= 2)


class Base:
    pass


def derive():
    class Derived(Base):
        pass

    print(Base.__subclasses__() == [Derived])


derive()
gc.collect()
print(len(Base.__subclasses__()) <= 1)
Base.value = 7
print(Base.value)
