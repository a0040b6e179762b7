# Strings in hot loops.
def build(n):
    s = ""
    for i in range(n):
        s += "ab"[i % 2]
    return len(s), s[:4], s[-4:]
print(build(5000))
def keep_old(n):
    s = ""
    olds = []
    for i in range(n):
        if i % 500 == 0:
            olds.append(s)
        s += chr(97 + i % 26)
    return [len(o) for o in olds], olds[1][-5:], s[:5]
print(keep_old(3000))
def non_ascii(n):
    s = "é"
    c = 0
    for i in range(n):
        s = s + ("x" if i % 3 else "日")
        if s[-1] == "日": c += 1
        if len(s) > 50: s = s[25:]
    return s, c
print(non_ascii(3000))
def scan(s, n):
    v = 0
    for k in range(n):
        for ch in s:
            if ch == "a": v += 1
            elif ch in "eiou": v += 10
            elif "0" <= ch <= "9": v += ord(ch)
    return v
print(scan("hello a1b2 banana", 200), scan("été 日本 a1", 200))
def index(n):
    s = "The quick brown fox é"
    t = 0
    for i in range(n):
        t += ord(s[i % len(s)]) + ord(s[-1 - i % len(s)])
    return t
print(index(4000))
def out_of_range(n):
    s = "abc"
    e = 0
    for i in range(n):
        try:
            s[i % 5]
        except IndexError as x:
            e += len(str(x))
    return e
print(out_of_range(2000))
def compare(n):
    words = ["apple", "banana", "cherry", "apple", ""]
    c = [0] * 4
    for i in range(n):
        a, b = words[i % 5], words[(i * 3) % 5]
        c[0] += a == b
        c[1] += a < b
        c[2] += a >= b
        c[3] += a != b
    return c
print(compare(3000))
def tokenize(text):
    i, out = 0, []
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            out.append(int(text[i:j]))
            i = j
        elif c.isalpha():
            j = i + 1
            while j < len(text) and text[j].isalnum():
                j += 1
            out.append(text[i:j])
            i = j
        else:
            out.append(c)
            i += 1
    return out
t = tokenize("x1 = 42 + foo*(7 - bar2) / 100 " * 60)
print(len(t), t[:12])
def reverse_words(n):
    s = "one two three four"
    for i in range(n):
        s = " ".join(reversed(s.split()))
    return s
print(reverse_words(501))
def formats(n):
    t = 0
    for i in range(n):
        t += len(f"{i}:{i * 0.5:.2f}") + len("%d %s" % (i, i)) + len("{}-{}".format(i, i)) + len(str(i))
    return t
print(formats(1500))
def caesar(s, n):
    for k in range(n):
        r = ""
        for c in s:
            r += chr((ord(c) - 97 + 3) % 26 + 97) if c.isalpha() else c
        s = r
    return s
print(caesar("hello world", 101))
def multiply(n):
    t = 0
    for i in range(n):
        t += len("ab" * (i % 5)) + len(("x" * 3)[i % 4:])
    return t
print(multiply(3000))
def count_chars(n):
    d = {}
    s = "mississippi river"
    for k in range(n):
        for c in s:
            d[c] = d.get(c, 0) + 1
    return sorted(d.items())
print(count_chars(200))
def type_mix(n):
    vals = ["a", b"b", "c", 5]
    r = 0
    for i in range(n):
        v = vals[i % 4]
        try:
            r += len(v + "x")
        except TypeError as e:
            r += len(str(e))
    return r
print(type_mix(2000))
def palindromes(n):
    return sum(1 for i in range(n) if str(i) == str(i)[::-1])
print(palindromes(3000))
def bytes_loop(n):
    b = bytes(range(256))
    a = bytearray(256)
    h = 0
    for i in range(n):
        h = (h * 31 + b[i % 256] + b[-1 - i % 256]) & 0xffffff
        a[i % 256] = h & 255
    return h, sum(a), bytes(a[:4])
print(bytes_loop(5000))
