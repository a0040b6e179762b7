"""The functions of the module gc."""
import gc


class A:
    pass


print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
print(gc.get_threshold(), gc.set_threshold(500, 5), gc.get_threshold(), gc.set_threshold(700, 10, 10))
print(len(gc.get_count()), gc.garbage, gc.callbacks)
print(gc.get_debug(), gc.set_debug(gc.DEBUG_LEAK), gc.get_debug(), gc.set_debug(0))
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print(gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked([]), gc.is_tracked(A()), gc.is_finalized(A()))
gc.collect()
print(gc.collect() == 0, type(gc.collect(0)) is int, type(gc.collect(generation=1)) is int)
try:
    gc.collect(3)
except ValueError as error:
    print(error)
print(gc.freeze(), gc.unfreeze(), gc.get_freeze_count())
print([sorted(stats) for stats in gc.get_stats()])

a = A()
holder = [a]
mapping = {"key": holder}
print(any(x is holder for x in gc.get_referrers(a)), any(x is mapping for x in gc.get_referrers(holder)))
print(gc.get_referents(holder) == [a], any(x is holder for x in gc.get_referents(mapping)), gc.get_referents(1))
print(any(x is a for x in gc.get_objects()), any(x is holder for x in gc.get_objects()))

phases = []
gc.callbacks.append(lambda phase, info: phases.append((phase, sorted(info))))
gc.collect()
gc.callbacks.clear()
print(phases)


def cycles():
    for i in range(10):
        x = A()
        x.self = x


gc.collect()
cycles()
print(gc.collect() >= 10)
