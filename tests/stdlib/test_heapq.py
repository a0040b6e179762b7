"""heapq and bisect."""
import bisect
import heapq

h = [5, 3, 8, 1, 9, 2]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), heapq.heappushpop(h, 7), heapq.heapreplace(h, 4), [heapq.heappop(h) for _ in range(len(h))])
print(heapq.nlargest(3, [4, 1, 7, 3]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([4, 1], [3], reverse=True)))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.insort(a, 4), a, bisect.bisect_left([{"k": 1}, {"k": 5}], 3, key=lambda d: d["k"]), bisect.bisect(a, 3, 0, 2))
