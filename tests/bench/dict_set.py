"""A road network in dicts and sets: tuple keys, membership, set algebra, comprehensions, breadth-first search."""
from measured import repeat


def make_graph(size):
    """Points of a grid to the set of their neighbours; some roads are missing."""
    graph = {}
    seed = 99
    for y in range(size):
        for x in range(size):
            graph[x, y] = set()
    for y in range(size):
        for x in range(size):
            for neighbour in ((x + 1, y), (x, y + 1)):
                seed = (seed * 1103515245 + 12345) % 2147483648
                if neighbour in graph and seed // 65536 % 8:
                    graph[x, y].add(neighbour)
                    graph[neighbour].add((x, y))
    return graph


def distances(graph, start):
    found = {start: 0}
    border = {start}
    steps = 0
    while border:
        steps += 1
        following = set()
        for point in border:
            following |= graph[point]
        border = following - found.keys()
        for point in border:
            found[point] = steps
    return found


def components(graph):
    left = set(graph)
    sizes = []
    while left:
        point = min(left)
        reached = distances(graph, point)
        left.difference_update(reached)
        sizes.append(len(reached))
    return sorted(sizes, reverse=True)


def common_neighbours(graph):
    """How many pairs of points two steps apart share how many neighbours."""
    shared = {}
    for point, near in graph.items():
        x, y = point
        for other in ((x + 1, y + 1), (x + 2, y)):
            if other in graph:
                n = len(near & graph[other])
                shared[n] = shared.get(n, 0) + 1
    return shared


def main(size):
    graph = make_graph(size)
    degree = {point: len(near) for point, near in graph.items()}
    roads = sum(degree.values()) // 2
    sizes = components(graph)
    assert sum(sizes) == size * size, "points got lost"
    far = distances(graph, (size // 2, size // 2))
    farthest = max(far.values())
    rim = sorted([point for point in far if far[point] == farthest])
    dead_ends = {point for point in degree if degree[point] == 1}
    crossings = frozenset(point for point, n in degree.items() if n == 4)
    beside = {near for point in dead_ends for near in graph[point]} & crossings
    shared = common_neighbours(graph)
    return "%d roads, components %s, farthest %d %s, %d dead ends, %d beside crossings, shared %s" % (
        roads, sizes[:4], farthest, rim[:2], len(dead_ends), len(beside), sorted(shared.items()))


repeat(main, 110)
