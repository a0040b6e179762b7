# Offsets in code: co_lines(), co_positions(), tb_lasti and f_lasti count the bytes of co_code.
import sys


def f(a):
    x = (a +
         g())
    return x


def g():
    return 1 / 0


def gen():
    yield 1
    yield 2


for function in f, g, gen, compile("x = 1\ny = 2\n", "<s>", "exec"):
    code = getattr(function, "__code__", function)
    lines = list(code.co_lines())
    print(code.co_name, lines[0][0], lines[-1][1] == len(code.co_code))
    print(all(before[1] == after[0] for before, after in zip(lines, lines[1:])), all(a < b for a, b, _ in lines))
    print(len(list(code.co_positions())) * 2 == len(code.co_code))

try:
    f(1)
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb:
        code = tb.tb_frame.f_code
        position = list(code.co_positions())[tb.tb_lasti // 2]
        line = [line for start, end, line in code.co_lines() if start <= tb.tb_lasti < end]
        print(code.co_name, position, line == [tb.tb_lineno], tb.tb_lasti % 2, tb.tb_lasti < len(code.co_code))
        tb = tb.tb_next


def here():
    frame = sys._getframe()
    return list(frame.f_code.co_positions())[frame.f_lasti // 2]


print(here())
generator = gen()
print(generator.gi_frame.f_lasti < len(gen.__code__.co_code))
for _ in generator:
    print(list(gen.__code__.co_positions())[generator.gi_frame.f_lasti // 2][0])
