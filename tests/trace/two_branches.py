# Trace before and after. The loop's root trace proves that x and y are small ints and takes one branch; the other branch
# leaves it. The side trace recorded there starts from the facts that the root trace left, so it does not check x, y and
# the list again. With -X guard-facts=off it must.
#
# run with_facts:
# run without_facts: -X guard-facts=off
#
# expect: with_facts.side_traces >= 1
# expect: without_facts.side_traces >= 1
# expect: with_facts.guards_from_facts > 0
# expect: without_facts.guards_from_facts == 0
# expect: without_facts.guards_emitted > with_facts.guards_emitted
# expect: with_facts.fact_bytes_max > 0
# expect: with_facts.sides[0].count("GUARD_") < without_facts.sides[0].count("GUARD_")
# expect: with_facts.sides[0].count("GUARD_SHAPE") == 0


def walk(values, n):
    x = y = 0
    k = len(values)
    for i in range(n):
        v = values[i % k]
        if v > 2:
            x = x + v
        else:
            y = y - v
    return x, y


print(walk([1, 5, 2, 4, 3, 0, 7], 30000))
