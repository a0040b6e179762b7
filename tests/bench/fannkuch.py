"""Pancake flips over all permutations: list reads, writes, reversal in place, int loops."""
from measured import repeat


def fannkuch(n):
    permutation = list(range(n))
    work = list(range(n))
    count = [0] * n
    most_flips = 0
    checksum = 0
    sign = 1
    r = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        if permutation[0] != 0:
            for i in range(n):
                work[i] = permutation[i]
            flips = 0
            top = work[0]
            while top != 0:
                low, high = 0, top
                while low < high:
                    work[low], work[high] = work[high], work[low]
                    low += 1
                    high -= 1
                flips += 1
                top = work[0]
            if flips > most_flips:
                most_flips = flips
            checksum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return checksum, most_flips
            bottom = permutation[0]
            for i in range(r):
                permutation[i] = permutation[i + 1]
            permutation[r] = bottom
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


KNOWN = {5: (11, 7), 6: (49, 10), 7: (228, 16), 8: (1616, 22), 9: (8629, 30), 10: (73196, 38)}


def main(size):
    result = fannkuch(size)
    assert result == KNOWN.get(size, result), "wrong checksum"
    return "checksum %d, Pfannkuchen(%d) = %d" % (result[0], size, result[1])


repeat(main, 9)
