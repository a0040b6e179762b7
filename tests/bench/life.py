"""The game of life: a torus of lists of ints, and an endless plane as a set of living cells."""
from measured import repeat


def step(board, width, height):
    out = []
    for y in range(height):
        above, row, below = board[y - 1], board[y], board[(y + 1) % height]
        fresh = [0] * width
        for x in range(width):
            left, right = x - 1, x + 1 if x + 1 < width else 0
            n = (above[left] + above[x] + above[right] + row[left] + row[right] + below[left] + below[x] + below[right])
            if n == 3 or n == 2 and row[x]:
                fresh[x] = 1
        out.append(fresh)
    return out


def make_board(width, height):
    seed = 8
    board = []
    for _ in range(height):
        row = []
        for _ in range(width):
            seed = (seed * 1103515245 + 12345) % 2147483648
            row.append(1 if seed // 65536 % 3 == 0 else 0)
        board.append(row)
    return board


def plane_step(alive):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    place = (x + dx, y + dy)
                    counts[place] = counts.get(place, 0) + 1
    return {place for place, n in counts.items() if n == 3 or n == 2 and place in alive}


def main(size):
    board = make_board(size, size)
    for _ in range(30):
        board = step(board, size, size)
    count = digest = 0
    for row in board:
        for cell in row:
            count += cell
            digest = (digest * 2 + cell) % 1000000007
    glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
    alive = set(glider)
    for _ in range(40):
        alive = plane_step(alive)
    assert alive == {(x + 10, y + 10) for x, y in glider}, "the glider went astray"
    pentomino = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
    for _ in range(size):
        pentomino = plane_step(pentomino)
    return "%d alive, digest %d, %d" % (count, digest, len(pentomino))


repeat(main, 100)
