# Asking for too much is a MemoryError or OverflowError, never a crash.
def attempt(f):
    try:
        f()
        return "no error"
    except (MemoryError, OverflowError) as e:
        return "refused"
print(attempt(lambda: [0] * (1 << 60)))
print(attempt(lambda: "x" * (1 << 60)))
print(attempt(lambda: b"x" * (1 << 60)))
print(attempt(lambda: bytes(1 << 60)))
print(attempt(lambda: bytearray(1 << 60)))
print(attempt(lambda: (1, 2) * (1 << 60)))
print(attempt(lambda: 1 << (1 << 62)))
print(attempt(lambda: "abc" * (1 << 62)))
print(attempt(lambda: list(range(1 << 62))))
print(attempt(lambda: " ".center(1 << 60)))
x = [1, 2, 3] * 1000
print(sum(x), "still works")
