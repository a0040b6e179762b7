"""Deep and wide recursion: Fibonacci, Ackermann, Hanoi, trees, mutual recursion, a hundred frames deep and more."""
from measured import repeat


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source, target, spare):
    """Moves n discs between three stacks."""
    if n == 0:
        return 0
    moves = hanoi(n - 1, source, spare, target)
    target.append(source.pop())
    return moves + 1 + hanoi(n - 1, spare, target, source)


def tree(depth):
    return (None, None) if depth == 0 else (tree(depth - 1), tree(depth - 1))


def leaves(node):
    left, right = node
    return 1 if left is None else leaves(left) + leaves(right)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def depth_sum(n, total):
    return total if n == 0 else depth_sum(n - 1, total + n)


def main(size):
    number = fibonacci(size)
    a = b = 1
    for _ in range(size - 1):
        a, b = b, a + b
    assert number == a, "wrong Fibonacci number"
    stacks = [list(range(12)), [], []]
    moves = hanoi(12, stacks[0], stacks[1], stacks[2])
    assert moves == 4095 and stacks[1] == list(range(12)), "wrong tower"
    count = leaves(tree(13))
    parity = sum([1 for n in range(100) if is_even(n)])
    deep = 0
    for _ in range(20):
        deep += depth_sum(500, 0)
    return "%d %d %d %d %d %d" % (number, ackermann(2, 60), moves, count, parity, deep)


repeat(main, 25)
