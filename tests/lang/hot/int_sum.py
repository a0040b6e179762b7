# A sum of ints, with the type of the sum changing at known places.
def total(n, start):
    s = start
    for i in range(n):
        s += i
    return s
print(total(5000, 0))
print(total(5000, 0.5))
print(total(5000, 2 ** 62))
print(total(5000, 2 ** 63 - 3000))
print(total(5000, -2 ** 63))
print(total(5000, 2 ** 100))
print(total(5000, True))
print(total(0, 7), total(1, 7), total(2, 7))
def while_total(n):
    i = s = 0
    while i < n:
        s = s + i * 2 - 1
        i += 1
    return s, i
for n in (0, 1, 2, 3, 10, 4000, 4001):
    print(n, while_total(n))
try:
    total(3000, "x")
except TypeError as e:
    print(e)
try:
    total(3000, None)
except TypeError as e:
    print(e)
print(total(3000, 1))
