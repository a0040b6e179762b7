# Frame objects: of calls, tracebacks and generators; exec and eval with mappings.
import sys
import types


def where():
    local = 1
    frame = sys._getframe()
    first = frame.f_lineno
    local = 2
    return frame, first, frame.f_lineno, frame.f_locals["local"]


frame, first, second, local = where()
print(second - first, local, frame.f_code.co_name, frame.f_back.f_code.co_name, sorted(frame.f_locals))
print(type(frame), frame.f_globals is globals(), frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)


def outer(value):
    kept = [value]
    cell = "shared"
    def inner():
        caller = sys._getframe(1)
        return caller.f_code.co_name, caller.f_locals["value"], caller.f_locals["kept"], caller.f_back.f_code.co_name, cell
    later = inner()
    unassigned = later
    return later, inner()


print(outer(7))


def fails(x):
    y = x + 1
    return y / 0


def catches():
    try:
        fails(3)
    except ZeroDivisionError as error:
        traceback = error.__traceback__
        names = []
        while traceback:
            names.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno))
            traceback = traceback.tb_next
        print(names, error.__traceback__.tb_frame.f_back.f_code.co_name, error.__traceback__.tb_frame.f_locals["names"] is names)
        try:
            error.__traceback__.tb_frame.clear()
        except RuntimeError as e:
            print(e)
        error.__traceback__.tb_next.tb_frame.clear()
        return error


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


error = catches()
tb = error.__traceback__
print(tb.tb_frame is tb.tb_frame, dir(tb), tb.tb_lasti > 0)
print(attempt(lambda: setattr(tb.tb_next, "tb_next", tb)), attempt(lambda: setattr(tb, "tb_next", 3)))
made = types.TracebackType(None, tb.tb_frame, tb.tb_lasti, 77)
print(made.tb_lineno, made.tb_next, made.tb_frame is tb.tb_frame)
print(attempt(lambda: types.TracebackType(3, tb.tb_frame, 1, 1)), attempt(lambda: types.TracebackType(None, 3, 1, 1)))


def generator():
    a = 1
    yield a
    a = 2
    yield a


g = generator()
print(g.gi_frame.f_lineno - generator.__code__.co_firstlineno, g.gi_frame.f_locals)
next(g)
print(g.gi_frame.f_lineno - generator.__code__.co_firstlineno, g.gi_frame.f_locals, g.gi_frame.f_back)
next(g)
print(g.gi_frame.f_locals, list(g), g.gi_frame)


class Upper:
    def __init__(self):
        self.stored = {}
    def __getitem__(self, name):
        if name in self.stored:
            return self.stored[name]
        if name.startswith("v_"):
            return name.upper()
        raise KeyError(name)
    def __setitem__(self, name, value):
        self.stored[name] = value
    def __delitem__(self, name):
        del self.stored[name]


print(eval("v_abc + v_d", {}, Upper()))
space = Upper()
exec("x = v_q\ny = len(x)\ndel x", {}, space)
print(space.stored)
print(attempt(lambda: eval("nothing", {}, Upper())), attempt(lambda: eval("1", 3)), attempt(lambda: eval("1", [])), attempt(lambda: eval("1", {}, 3)))
print(attempt(lambda: exec("1", 3)), attempt(lambda: exec("1", {}, 3)), attempt(lambda: exec("del zz", {}, Upper())))
