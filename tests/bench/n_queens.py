"""Queens on a board, by recursion over lists of free columns and diagonals."""
from measured import repeat


def place(row, n, columns, rising, falling, queens):
    """The number of ways to fill the rows from this one on; queens holds the columns of the rows before."""
    if row == n:
        return 1
    found = 0
    for column in range(n):
        up = row + column
        down = row - column + n - 1
        if columns[column] and rising[up] and falling[down]:
            columns[column] = rising[up] = falling[down] = False
            queens.append(column)
            found += place(row + 1, n, columns, rising, falling, queens)
            queens.pop()
            columns[column] = rising[up] = falling[down] = True
    return found


def first_solution(n):
    """The first solution in lexical order, found with a generator of permutations."""
    def safe(queens, column):
        row = len(queens)
        for r, c in enumerate(queens):
            if c == column or abs(c - column) == row - r:
                return False
        return True

    def solve(queens):
        if len(queens) == n:
            yield tuple(queens)
            return
        for column in range(n):
            if safe(queens, column):
                yield from solve(queens + [column])

    return next(solve([]), None)


KNOWN = {4: 2, 5: 10, 6: 4, 7: 40, 8: 92, 9: 352, 10: 724, 11: 2680, 12: 14200}


def main(size):
    count = place(0, size, [True] * size, [True] * (2 * size - 1), [True] * (2 * size - 1), [])
    assert count == KNOWN.get(size, count), "wrong number of solutions"
    return "%d queens: %d solutions, first %s" % (size, count, first_solution(size))


repeat(main, 11)
