# Errors of int operations.
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)

print(error(lambda: 1 // 0))
print(error(lambda: 1 % 0))
print(error(lambda: 1 / 0))
print(error(lambda: divmod(1, 0)))
print(error(lambda: 0 ** -1))
print(error(lambda: 10 ** 30 // 0))
print(error(lambda: 10 ** 30 % 0))
print(error(lambda: pow(2, 3, 0)))
print(error(lambda: pow(2, -1, 4)))
print(error(lambda: 1 + "a"))
print(error(lambda: "a" + 1))
print(error(lambda: 1 + None))
print(error(lambda: None + 1))
print(error(lambda: 1 - []))
print(error(lambda: {} * 2))
print(error(lambda: 2 * {}))
print(error(lambda: 2 ** "x"))
print(error(lambda: 5 // "x"))
print(error(lambda: 5 % []))
print(error(lambda: 5 / []))
print(error(lambda: 5 @ 5))
print(error(lambda: divmod(5, "a")))
print(error(lambda: pow("a", 2)))
print(error(lambda: pow(2, 2, "a")))
print(error(lambda: -"a"))
print(error(lambda: +[]))
print(error(lambda: ~1.5))
print(error(lambda: 1 < "a"))
print(error(lambda: 1 >= None))
print(error(lambda: (1).foo))
print(error(lambda: (1)[0]))
print(error(lambda: (1)()))
print(error(lambda: len(1)))
print(error(lambda: iter(1)))
print(error(lambda: abs("a")))
print(error(lambda: (5).to_bytes(0, "big")))
print(error(lambda: (300).to_bytes(1, "big")))
print(error(lambda: (-1).to_bytes(1, "big")))
print(error(lambda: hex("a")))
print(error(lambda: chr(-1)))
print(error(lambda: chr(0x110000)))
print(error(lambda: bin(1.0)))
def augmented():
    x = 1
    x += "a"
print(error(augmented))
def augmented2():
    x = 1
    x <<= 1.5
print(error(augmented2))
