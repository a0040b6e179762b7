# Building strings: concatenation in loops, join, aliasing of the operands.
s = ""
for i in range(1000):
    s += chr(97 + i % 26)
print(len(s), s[:30], s[-5:], s.count("a"))
t = s
s += "!"
print(len(t), len(s), t is s, t == s[:-1])
parts = []
for i in range(300):
    parts.append(str(i))
    parts.append(",")
j = "".join(parts)
print(len(j), j[-8:], sum(int(p) for p in j.split(",") if p))
def f():
    local = "x"
    other = local
    for i in range(10):
        local += other
    return local, other
print(f())
u = "é"
for i in range(20):
    u = u + "a" + u[-1]
print(u, len(u))
a = b = "shared"
a += "1"
print(a, b)
d = {}
for w in "the cat and the dog and the bird".split():
    d[w] = d.get(w, "") + w[0]
print(d)
class Builder:
    def __init__(self):
        self.text = ""
    def add(self, x):
        self.text += x
        return self
print(Builder().add("a").add("b").add("é").text)
l = ["a"]
l[0] += "b"
l[0] *= 3
print(l)
print("=" * 20, "-=" * 5, ("ab" * 3)[1:4], len("x" * 100000), ("abc" * 1000)[2999], "é" * 5)
print("".join(chr(c) for c in range(65, 91)), "".join(sorted("the quick brown")), "".join(reversed("abc")), " ".join(map(str, [1, 2.5, None])))
