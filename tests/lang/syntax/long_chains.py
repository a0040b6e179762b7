# Chains of comparisons of any length.
def chain(operands, operator, namespace):
    source = operator.join(operands)
    as_value = eval(source, namespace)
    exec("if " + source + ":\n    taken = True\nelse:\n    taken = False\n"
         "if not (" + source + "):\n    skipped = True\nelse:\n    skipped = False", namespace)
    return as_value, namespace["taken"], namespace["skipped"]


calls = []


def call(n):
    calls.append(n)
    return n


for count in 3, 4, 250, 2000:
    print(count, chain([str(n) for n in range(count)], " < ", {}))
    print(count, chain([str(n) for n in range(count - 1)] + ["0"], " < ", {}))
    print(count, chain(["x"] * count, " <= ", {"x": 1}))
    print(count, chain(["x", "1"] * (count // 2), " == ", {"x": 1}))
    print(count, chain(["x"] * count, " is ", {"x": None}), chain(["x"] * count, " is not ", {"x": None}))
    print(count, chain(["call(%d)" % n for n in range(count)], " < ", {"call": call}), len(calls), calls[:3], calls[-3:])
    calls.clear()
    print(count, chain(["call(%d)" % (n % 100) for n in range(count)], " < ", {"call": call}), len(calls), calls[-3:])
    calls.clear()
print(chain(["x", "(x := 2)", "x", "3"], " <= ", {"x": 1}), chain(["1", "[1]", "[[1]]", "[[[1]]]"], " in ", {}))
