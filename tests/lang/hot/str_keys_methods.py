# Strings as keys, attribute names and commands in hot loops.
def dispatch(n):
    class Robot:
        def __init__(self): self.x = self.y = 0; self.log = []
        def up(self): self.y += 1
        def down(self): self.y -= 1
        def left(self): self.x -= 1
        def right(self): self.x += 1
        def say(self, w): self.log.append(w)
    r = Robot()
    table = {"u": r.up, "d": r.down, "l": r.left, "r": r.right}
    for i in range(n):
        table["urdlu"[i % 5]]()
        if i % 500 == 0: getattr(r, "say")(str(i))
    return r.x, r.y, r.log
print(dispatch(3000))
def word_count(n):
    text = "to be or not to be that is the question whether tis nobler in the mind"
    counts = {}
    for k in range(n):
        for w in text.split(" "):
            if w in counts: counts[w] += 1
            else: counts[w] = 1
    return sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:5]
print(word_count(100))
def parse_pairs(n):
    line = "alpha=1;beta=22;gamma=x;delta=4.5"
    out = {}
    for k in range(n):
        for part in line.split(";"):
            key, _, value = part.partition("=")
            try:
                v = int(value)
            except ValueError:
                v = value
            out[key] = v
    return out
print(parse_pairs(300))
def interning(n):
    a = "key"
    c = 0
    d = {"key": 1, "k" + "ey2"[:2]: 2}
    for i in range(n):
        k = "ke" + "yz"[i % 2]
        c += d.get(k, 10)
    return c, len(d)
print(interning(2000))
def join_split(n):
    s = "a,b,c"
    for i in range(n):
        s = ",".join(reversed(s.split(",")))
        if i % 100 == 99: s += ",x" if len(s) < 20 else ""
    return s
print(join_split(1001))
def run_length(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += s[i] + str(j - i)
        i = j
    return out
print(run_length("aaabccdddd" * 50)[:40], len(run_length("ab" * 1000)), run_length("ééé日日x" * 3))
def vowels(n):
    c = 0
    for i in range(n):
        for ch in "Programming Language":
            if ch in "aeiou": c += 1
            elif ch.isupper(): c += 10
            elif ch == " ": c += 100
    return c
print(vowels(200))
def numbers(n):
    s = 0
    for i in range(n):
        s += int(str(i)[::-1]) + len(hex(i)) + len("%05d" % i) + ("7" in str(i))
    return s
print(numbers(2000))
def slices(n):
    s = "abcdefghijklmnopqrstuvwxyz"
    t = ""
    for i in range(n):
        t = s[i % 26:] + s[:i % 26]
        if t[0] != s[i % 26]: return "wrong"
    return t
print(slices(2000))
def translate(n):
    table = {}
    for i, c in enumerate("abcdefghijklmnopqrstuvwxyz"):
        table[c] = "zyxwvutsrqponmlkjihgfedcba"[i]
    s = "hello, wörld"
    for k in range(n):
        s = "".join([table.get(c, c) for c in s])
    return s
print(translate(301))
def bracket_match(n):
    src = "{[()]}([{}])" * 20 + "("
    pairs = {")": "(", "]": "[", "}": "{"}
    for k in range(n):
        st = []
        for c in src:
            if c in pairs:
                if not st or st.pop() != pairs[c]: return "bad"
            else:
                st.append(c)
    return st
print(bracket_match(30))
