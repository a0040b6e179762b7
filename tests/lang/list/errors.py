# Errors of list operations.
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
a = [1, 2, 3]
print(error(lambda: a[3]))
print(error(lambda: a[-4]))
print(error(lambda: a["x"]))
print(error(lambda: a[1.0]))
print(error(lambda: a[None]))
print(error(lambda: a[1, 2]))
print(error(lambda: a[::0]))
print(error(lambda: a["a":]))
print(error(lambda: a + (4,)))
print(error(lambda: a + 1))
print(error(lambda: a * "x"))
print(error(lambda: a * 1.5))
print(error(lambda: a * a))
print(error(lambda: a - a))
print(error(lambda: a.pop(5)))
print(error(lambda: a.pop(-5)))
print(error(lambda: [].pop()))
print(error(lambda: a.remove(9)))
print(error(lambda: a.index(9)))
print(error(lambda: a.index(1, 1)))
print(error(lambda: a.append()))
print(error(lambda: a.append(1, 2)))
print(error(lambda: a.insert(1)))
print(error(lambda: a.insert("a", 1)))
print(error(lambda: a.extend(5)))
print(error(lambda: a.extend(None)))
print(error(lambda: a.foo))
print(error(lambda: a.foo()))
print(error(lambda: list(5)))
print(error(lambda: list(1, 2)))
print(error(lambda: hash(a)))
print(error(lambda: {a: 1}))
print(error(lambda: a()))
print(error(lambda: a < 5))
print(error(lambda: a < (1,)))
print(error(lambda: -a))
print(error(lambda: a.sort(1)))
print(error(lambda: a.sort(foo=1)))
print(error(lambda: ["a", 1].sort()))
print(error(lambda: a.sort(key=5)))
print(error(lambda: a.pop("x")))
print(error(lambda: a.clear(1)))
print(error(lambda: list.append(5, 1)))
print(error(lambda: list.append()))
def statement(code):
    def run():
        b = [1, 2, 3]
        if code == 0: b[3] = 0
        if code == 1: b["x"] = 0
        if code == 2: del b[3]
        if code == 3: del b["x"]
        if code == 4: b[::2] = [1]
        if code == 5: b[0:1] = 5
        if code == 6: b += 5
        if code == 7: b *= "x"
        if code == 8: b[::2] = 5
        if code == 9: b.x = 1
        if code == 10: del b.x
        if code == 11: x, y = b
        if code == 12: x, y, z, w = b
        if code == 13: x, *y, z, w, v = b
        if code == 14: x, y = 5
        if code == 15: b[-4] = 1
    return error(run)
for i in range(16):
    print(i, statement(i))
print(a)
