"""A constraint solver: candidates as sets of values, propagation, search with the fewest choices first, undo by copying."""
from measured import repeat

def make_peers():
    """For each of the 81 cells the cells that must differ from it."""
    peers = []
    for cell in range(81):
        row, column = cell // 9, cell % 9
        near = set()
        for i in range(9):
            near.add(row * 9 + i)
            near.add(i * 9 + column)
            near.add((row // 3 * 3 + i // 3) * 9 + column // 3 * 3 + i % 3)
        near.remove(cell)
        peers.append(sorted(near))
    return peers


PEERS = make_peers()


def make_puzzle(seed, clues):
    """A solved grid, shuffled, of which so many cells are left; the others are 0."""
    def random(n):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2147483648
        return seed // 65536 % n

    def shuffled(items):
        for i in range(len(items) - 1, 0, -1):
            j = random(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    digits = shuffled(list(range(1, 10)))
    rows = [band * 3 + row for band in shuffled([0, 1, 2]) for row in shuffled([0, 1, 2])]
    columns = [stack * 3 + column for stack in shuffled([0, 1, 2]) for column in shuffled([0, 1, 2])]
    puzzle = [digits[(row * 3 + row // 3 + column) % 9] for row in rows for column in columns]
    for cell in shuffled(list(range(81)))[clues:]:
        puzzle[cell] = 0
    return puzzle


class Solver:
    def __init__(self, puzzle):
        self.guesses = 0
        self.removed = 0
        self.start = [set(range(1, 10)) for _ in range(81)]
        for cell, value in enumerate(puzzle):
            if value and not self.assign(self.start, cell, value):
                raise ValueError("no solution")

    def assign(self, cells, cell, value):
        """Leaves only this value in a cell; false when that empties another."""
        for other in [v for v in cells[cell] if v != value]:
            if not self.remove(cells, cell, other):
                return False
        return True

    def remove(self, cells, cell, value):
        left = cells[cell]
        if value not in left:
            return True
        left.discard(value)
        self.removed += 1
        if not left:
            return False
        if len(left) == 1:
            for last in left:
                break
            for peer in PEERS[cell]:
                if not self.remove(cells, peer, last):
                    return False
        return True

    def search(self, cells):
        best = None
        fewest = 10
        for cell in range(81):
            n = len(cells[cell])
            if 1 < n < fewest:
                best, fewest = cell, n
        if best is None:
            return cells
        for value in sorted(cells[best]):
            self.guesses += 1
            attempt = [set(left) for left in cells]
            if self.assign(attempt, best, value):
                found = self.search(attempt)
                if found is not None:
                    return found
        return None


def main(size):
    lines = []
    for i in range(size):
        puzzle = make_puzzle(1000 + i, 26)
        solver = Solver(puzzle)
        solution = solver.search(solver.start)
        assert solution is not None, "no solution"
        digits = "".join([str(min(left)) for left in solution])
        assert all([not value or str(value) == digit for value, digit in zip(puzzle, digits)])
        for start in range(0, 81, 9):
            assert sorted(digits[start:start + 9]) == list("123456789")
        lines.append("%s %d %d" % (digits[:18], solver.guesses, solver.removed))
    return "; ".join(lines[:3])


repeat(main, 60)
