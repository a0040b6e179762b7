# Loops inside try, try inside loops, with values live across both.
def outer_try(n):
    i = -1
    try:
        for i in range(n):
            x = 10 // (n - 100 - i)
    except ZeroDivisionError:
        return "caught", i
    return "no", i
print(outer_try(3000))
def resume(n):
    i = 0
    errors = []
    while i < n:
        try:
            while i < n:
                i += 1
                if i % 500 == 0:
                    raise ValueError(i)
        except ValueError as e:
            errors.append(e.args[0])
    return errors
print(resume(3000))
def live_values(n):
    a, b, c = 1, 2.0, "s"
    for i in range(n):
        try:
            a += 1
            b += 0.5
            if i % 100 == 99:
                c += "!"
                raise KeyError(a)
            a += 1
        except KeyError as e:
            a -= 1
            b -= e.args[0] % 3
    return a, b, len(c)
print(live_values(4000))
def nested_three(n):
    s = [0] * 4
    for i in range(n):
        try:
            try:
                try:
                    if i % 4 == 1: raise IndexError
                    if i % 4 == 2: raise KeyError
                    if i % 4 == 3: raise ValueError
                    s[0] += 1
                except IndexError:
                    s[1] += 1
            except KeyError:
                s[2] += 1
        except ValueError:
            s[3] += 1
    return s
print(nested_three(4000))
class M:
    count = 0
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): M.count += 1; return self
    def __exit__(self, t, v, tb):
        M.count += 10
        return self.swallow and t is ValueError
def managed(n):
    ok = 0
    for i in range(n):
        try:
            with M(i % 2):
                if i % 3 == 0: raise ValueError
                ok += 1
        except ValueError:
            ok += 1000
    return ok, M.count
print(managed(2000))
def finally_order(n):
    log = 0
    for i in range(n):
        try:
            try:
                log = log * 3 + 1
                if i % 2: continue
            finally:
                log = (log * 5 + 2) % 1000003
        finally:
            log = (log * 7 + 3) % 1000003
    return log
print(finally_order(3000))
def return_in_loop_try(n):
    for i in range(n):
        try:
            if i == n - 1:
                return "value", i
        finally:
            k = i
    return k
print(return_in_loop_try(2000))
def reraise(n):
    c = 0
    for i in range(n):
        try:
            try:
                if i % 10 == 0: [][i]
            except IndexError:
                c += 1
                raise
            else:
                c += 2
        except LookupError:
            c += 3
    return c
print(reraise(2000))
def exception_object(n):
    class E(Exception):
        def __init__(self, k): self.k = k
    def f(i):
        raise E(i)
    s = 0
    for i in range(n):
        try: f(i)
        except E as e: s += e.k
    return s
print(exception_object(2000))
def no_exception_cost(n):
    s = 0
    for i in range(n):
        try:
            s += i
        except Exception:
            s = -1
        else:
            s += 1
        finally:
            s -= 1
    return s
print(no_exception_cost(5000))
def raise_type_changes(n):
    kinds = [ValueError, KeyError, TypeError, None, IndexError]
    c = {}
    for i in range(n):
        k = kinds[i % 5]
        try:
            if k: raise k("x")
            name = "none"
        except (ValueError, TypeError) as e:
            name = type(e).__name__
        except Exception as e:
            name = "other " + type(e).__name__
        c[name] = c.get(name, 0) + 1
    return sorted(c.items())
print(raise_type_changes(2000))
def unwinds_inlined(n):
    def a(i):
        try:
            return b(i)
        except KeyError:
            return -1
    def b(i):
        x = c(i)
        return x + 1
    def c(i):
        if i % 3 == 0: raise KeyError(i)
        if i % 7 == 0: raise ValueError(i)
        return i
    s = v = 0
    for i in range(n):
        try: s += a(i)
        except ValueError: v += 1
    return s, v
print(unwinds_inlined(3000))
def break_out_of_with(n):
    out = 0
    for i in range(n):
        for j in range(5):
            with M(False):
                if j == i % 5: break
        out += j
    return out, M.count
print(break_out_of_with(500))
