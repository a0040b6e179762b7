# dict: insertion order, methods, views, errors.
d = {"b": 1, "a": 2, 3: "c"}
print(d, len(d), d["b"], d[3], "a" in d, "z" in d, list(d), d.get("z"), d.get("z", 0), d.get("a", 0))
d["z"] = 26
d["b"] = 100
print(d)
del d["a"]
d["a"] = "again"
print(d, list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("z"), d.pop("nope", "default"), d.popitem(), d)
print(d.setdefault("b", 5), d.setdefault("n", []), d)
d.setdefault("n", []).append(1)
d.update({"u": 1, "b": 2})
d.update([("p", 1), ("q", 2)], r=3)
d.update(s=4)
print(d)
e = d.copy()
e.clear()
print(e, len(d), bool(e), dict(), {}, dict(a=1, b=2), dict([(1, 2)]), dict({"x": 1}, y=2), dict(zip("ab", (1, 2))), dict.fromkeys("ab", 0), dict.fromkeys([1]))
print({**{"a": 1}, "b": 2, **{"a": 3}}, {"a": 1} | {"b": 2, "a": 5}, {1: "int", 1.0: "float", True: "bool"}, {0: "a", False: "b"})
f = {"a": 1}
f |= {"b": 2}
f |= [("c", 3)]
print(f, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == [], {"a": 1} != {"a": 1.0})
for k in f:
    print(k, end=" ")
for k, v in f.items():
    print(k, v, end=" ")
print()
keys, values, items = f.keys(), f.values(), f.items()
f["later"] = 4
print(keys, values, items, len(keys), "later" in keys, ("later", 4) in items, 4 in values, keys & {"a", "x"}, sorted(keys | {"x"}), sorted(keys - {"a"}), keys == {"a", "b", "c", "later"})
print(list(reversed(f)), list(reversed(f.items())), list(reversed(f.values())), max(f), sorted(f, key=f.get, reverse=True), sum(f.values()), any(f), min(f.values()))
print({k: v for k, v in zip("abc", range(3))}, {x: x * x for x in range(4) if x % 2}, {v: k for k, v in {"a": 1}.items()})
n = {"x": {"y": {"z": 1}}}
n["x"]["y"]["z"] += 1
n["x"]["w"] = [0]
n["x"]["w"][0] -= 5
print(n)
big = {}
for i in range(2000):
    big[i * 7 % 2003] = i
for i in range(0, 2000, 3):
    del big[i * 7 % 2003]
print(len(big), sum(big), sum(big.values()), list(big)[:5], list(big.items())[-3:])
for i in range(50):
    big["s" + str(i)] = i
print(len(big), big["s49"], list(big)[-1])
while len(big) > 3:
    big.popitem()
print(big)
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: d["missing"]))
print(error(lambda: d[()]))
print(error(lambda: d[(1, "x")]))
print(error(lambda: d[[]]))
print(error(lambda: {[]: 1}))
print(error(lambda: {{}: 1}))
print(error(lambda: [] in d))
print(error(lambda: d.pop("missing")))
print(error(lambda: {}.popitem()))
print(error(lambda: d.get()))
print(error(lambda: d.get([])))
print(error(lambda: dict(5)))
print(error(lambda: dict([1])))
print(error(lambda: dict([(1, 2, 3)])))
print(error(lambda: dict(["abc"])))
print(error(lambda: dict(1, 2)))
print(error(lambda: d.update(5)))
print(error(lambda: d + d))
print(error(lambda: d | 5))
print(error(lambda: d < d))
print(error(lambda: d.foo))
print(error(lambda: hash(d)))
print(error(lambda: {}["a"]["b"]))
print(error(lambda: {**5}))
print(error(lambda: dict(**{1: 2})))
print(error(lambda: d.keys()[0]))
def delete():
    del d["missing"]
print(error(delete))
def grow():
    g = {1: 1}
    for k in g:
        g[k + 1] = 1
print(error(grow))
def shrink():
    g = {1: 1, 2: 2}
    for k in g:
        del g[k]
print(error(shrink))
def replace_value():
    g = {1: 1, 2: 2}
    for k in g:
        g[k] += 10
    return g
print(error(replace_value))
