# Numeric searches whose loops end early, at different iterations each time.
def first_divisor(n):
    for d in range(2, n):
        if n % d == 0:
            return d
    return n
print([first_divisor(n) for n in range(2, 60)], sum(first_divisor(n) for n in range(2, 600)))
def bisect(f, lo, hi, steps):
    for _ in range(steps):
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0:
            hi = mid
        else:
            lo = mid
    return lo
print([bisect(lambda x: x * x - k, 0.0, k + 1.0, 60) for k in range(1, 12)])
def two_sum(l, target):
    i, j = 0, len(l) - 1
    while i < j:
        s = l[i] + l[j]
        if s == target: return i, j
        if s < target: i += 1
        else: j -= 1
    return None
l = [i * i % 997 + i for i in range(300)]
l.sort()
print([two_sum(l, t) for t in range(100, 2000, 300)])
def longest_run(l):
    best = run = 0
    last = None
    for v in l:
        run = run + 1 if v == last else 1
        last = v
        if run > best: best = run
    return best
print(longest_run([i // 7 % 5 for i in range(3000)]), longest_run([1, 1.0, True, 1] * 500), longest_run(["a"] * 9 + [None] * 10 + list(range(1000))))
def change(amount, coins):
    ways = [1] + [0] * amount
    for c in coins:
        for i in range(c, amount + 1):
            ways[i] += ways[i - c]
    return ways[amount]
print(change(500, [1, 2, 5, 10, 20, 50, 100, 200]), change(3000, [1, 2, 5, 10]))
def lcs(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            t[i + 1][j + 1] = t[i][j] + 1 if a[i] == b[j] else max(t[i][j + 1], t[i + 1][j])
    return t[-1][-1]
print(lcs("ABCBDAB" * 8, "BDCABA" * 8))
def knapsack(n, cap):
    best = [0] * (cap + 1)
    for i in range(1, n + 1):
        w, v = i * 7 % 23 + 1, i * 13 % 37
        for c in range(cap, w - 1, -1):
            if best[c - w] + v > best[c]:
                best[c] = best[c - w] + v
    return best[cap]
print(knapsack(40, 200))
def floyd(n):
    inf = float("inf")
    d = [[0 if i == j else (i * 7 + j * 3) % 19 + 1 if (i + j) % 3 else inf for j in range(n)] for i in range(n)]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return sum(map(sum, d)), d[0][-1], max(map(max, d))
print(floyd(25))
def goldbach(n):
    prime = [False, False] + [True] * n
    for i in range(2, n):
        if prime[i]:
            for j in range(i * i, n, i): prime[j] = False
    out = 0
    for k in range(4, n, 2):
        for p in range(2, k):
            if prime[p] and prime[k - p]:
                out += p
                break
    return out
print(goldbach(1500))
