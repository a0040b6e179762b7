# Globals and builtins that change during a hot loop.
count = 0
step = 1
def bump():
    global count
    count += step
def loop(n):
    global step, count
    for i in range(n):
        bump()
        if i == 1000: step = 2
        if i == 2000: step = 0.5
        if i == 2500: count = 0
    return count
print(loop(3000))
def helper(x): return x + 1
def calls(n):
    global helper
    s = 0
    for i in range(n):
        s += helper(i)
        if i == 1000:
            helper = lambda x: -x
        if i == 2000:
            helper = abs
    return s
print(calls(3000))
def shadow(n):
    s = 0
    for i in range(n):
        s += len("abc")
        if i == 1000: globals()["len"] = lambda x: 100
        if i == 2000: del globals()["len"]
    return s
print(shadow(3000))
import builtins
def patch(n):
    s = 0
    real = builtins.abs
    for i in range(n):
        s += abs(-1)
        if i == 1000: builtins.abs = lambda x: 7
        if i == 2000: builtins.abs = real
    return s
print(patch(3000))
x = 0
for x in range(4000):
    if x == 3000:
        y = "late global"
        break
print(x, y)
total = 0
i = 0
while i < 5000:
    total += i
    if i == 2500:
        total = float(total)
    i += 1
print(total, i)
def deleted(n):
    global temp
    c = 0
    temp = 1
    for i in range(n):
        try:
            c += temp
        except NameError as e:
            c += 100
            temp = 1
            msg = str(e)
        if i % 1000 == 500:
            del temp
    return c, msg
print(deleted(4000))
import math
def module_attr(n):
    s = 0
    for i in range(n):
        s += math.floor(2.5)
        if i == 1000: math.floor = lambda v: 50
        if i == 1500: del math.floor; math.floor = original
    return s
original = math.floor
print(module_attr(2000))
def add_globals(n):
    g = globals()
    for i in range(n):
        g["dyn%d" % (i % 200)] = i
    return g["dyn7"] + dyn9
print(add_globals(3000))
CONST = 10
def const_loop(n):
    s = 0
    for i in range(n):
        s += i * CONST
    return s
print(const_loop(3000))
CONST = 11
print(const_loop(3000))
CONST = 1.5
print(const_loop(3000))
CONST = "ab"
try:
    const_loop(3000)
except TypeError as e:
    print(e)
del CONST
try:
    const_loop(10)
except NameError as e:
    print(e)
def setter():
    global flag
    flag = False
flag = True
n = 0
while flag:
    n += 1
    if n == 3000:
        setter()
print(n)
def recursive_global(n):
    global depth
    depth += 1
    if n > 0:
        recursive_global(n - 1)
depth = 0
for _ in range(50):
    recursive_global(60)
print(depth)
