"""A variable that only a function made later refers to: traces leave with its cell, wherever they leave."""


def late(n, value):
    if n % 5:
        return n
    return (lambda: value)()


def loop(n):
    total = 0
    for i in range(n):
        total += late(i, i * 3)
    return total


def shown(node, level=0):
    if not node:
        return str(level)
    return ",".join(shown(x, level + 1) for x in node)


print(loop(3000))
for _ in range(200):
    shown([])
for k in range(30):
    print(shown([[], [], [[], []]] * 3, k))
