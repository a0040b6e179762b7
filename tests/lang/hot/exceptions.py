# Exceptions raised and caught in hot loops, from every kind of operation.
def index(n):
    l = [1, 2, 3]
    c = 0
    for i in range(n):
        try:
            c += l[i % 5]
        except IndexError:
            c += 100
    return c
print(index(5000))
def key(n):
    d = {0: "a", 1: "b"}
    c = 0
    for i in range(n):
        try:
            d[i % 3]
            c += 1
        except KeyError as e:
            c += e.args[0] * 10
        finally:
            c += 1
    return c
print(key(5000))
def attribute(n):
    class C:
        x = 1
    o = C()
    c = 0
    for i in range(n):
        try:
            if i % 4 == 0:
                o.missing
            c += o.x
        except AttributeError as e:
            c += len(str(e))
    return c
print(attribute(3000))
def raiser(i):
    if i % 3 == 0:
        raise ValueError(i)
    if i % 3 == 1:
        raise KeyError(i)
    return i
def calls(n):
    a = b = c = 0
    for i in range(n):
        try:
            a += raiser(i)
        except ValueError as e:
            b += e.args[0]
        except KeyError as e:
            c += e.args[0]
        else:
            a += 1
    return a, b, c
print(calls(3000))
def level3(i):
    if i > 2900: raise RuntimeError("late %d" % i)
    return i
def level2(i): return level3(i) + 1
def level1(i):
    try:
        return level2(i)
    finally:
        counts[0] += 1
counts = [0]
def deep(n):
    s = 0
    try:
        for i in range(n):
            s += level1(i)
    except RuntimeError as e:
        return s, i, str(e)
print(deep(3000), counts)
def nested(n):
    log = 0
    for i in range(n):
        try:
            try:
                if i % 2:
                    raise ValueError
                log += 1
            except ValueError:
                if i % 3 == 0:
                    raise KeyError("k")
                log += 10
            finally:
                log += 100
        except KeyError:
            log += 1000
    return log
print(nested(3000))
def swallow(n):
    def f(i):
        try:
            if i % 5 == 0:
                raise ValueError
            return 1
        finally:
            if i % 10 == 0:
                return 50
    s = 0
    for i in range(n):
        try:
            s += f(i)
        except ValueError:
            s += 7
    return s
print(swallow(3000))
def finally_break(n):
    total = 0
    for i in range(n):
        while True:
            try:
                if i % 2:
                    continue
                total += 1
            finally:
                break
        try:
            continue
        finally:
            total += 2
    return total
print(finally_break(3000))
def type_error(n):
    vals = [1, 2.0, "x", None, 3]
    s = 0
    for i in range(n):
        try:
            s = s + vals[i % 5]
        except TypeError as e:
            s += len(str(e))
    return s
print(type_error(3000))
def unpack(n):
    data = [(1, 2), (1,), (1, 2, 3)]
    c = 0
    for i in range(n):
        try:
            a, b = data[i % 3]
            c += a + b
        except ValueError as e:
            c += len(str(e))
    return c
print(unpack(3000))
def traceback_lines(n):
    lines = set()
    for i in range(n):
        try:
            if i % 2:
                1 / 0
            else:
                [][0]
        except (ZeroDivisionError, IndexError) as e:
            lines.add(e.__traceback__.tb_lineno)
    return sorted(lines)
print(traceback_lines(2000))
def context(n):
    k = 0
    for i in range(n):
        try:
            try:
                raise ValueError(i)
            except ValueError:
                raise KeyError(i)
        except KeyError as e:
            k += e.__context__.args[0]
    return k
print(context(2000))
def loop_dies(n):
    i = 0
    while True:
        i += 1
        x = 100 // (n - i)
def outer(n):
    try:
        loop_dies(n)
    except ZeroDivisionError as e:
        tb = e.__traceback__.tb_next
        return tb.tb_lineno
print(outer(3000))
def stop_iteration(n):
    it = iter([])
    c = 0
    for i in range(n):
        try:
            next(it)
        except StopIteration:
            c += 1
    return c
print(stop_iteration(3000))
import sys
def exc_info(n):
    c = 0
    for i in range(n):
        try:
            int("x")
        except ValueError:
            c += sys.exc_info()[0] is ValueError
        c += sys.exc_info()[0] is None
    return c
print(exc_info(1000))
