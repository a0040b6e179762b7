# try/except/else/finally in every combination with return, break, continue, raise.
log = []
def run(kind):
    try:
        log.append("try")
        if kind == 1:
            raise ValueError("one")
        if kind == 2:
            raise KeyError("two")
        if kind == 3:
            return "returned"
        if kind == 4:
            1 / 0
    except ValueError as e:
        log.append(f"ValueError {e}")
        return "handled"
    except (KeyError, IndexError) as e:
        log.append(f"{type(e).__name__} {e}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return "end"
for k in range(5):
    log.clear()
    try:
        r = run(k)
    except ZeroDivisionError as e:
        r = "escaped " + str(e)
    print(k, r, log)
def finally_wins():
    try:
        return "try"
    finally:
        return "finally"
def finally_swallows():
    try:
        raise ValueError
    finally:
        return "swallowed"
def finally_value():
    x = 1
    try:
        return x
    finally:
        x = 2
def nested():
    out = []
    try:
        try:
            raise ValueError("inner")
        finally:
            out.append("inner finally")
    except ValueError as e:
        out.append(str(e))
        try:
            raise KeyError("second")
        except KeyError:
            out.append("second handled")
        finally:
            out.append("second finally")
    finally:
        out.append("outer finally")
    return out
print(finally_wins(), finally_swallows(), finally_value(), nested())
def loops():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(-i)
    else:
        out.append("no")
    return out
print(loops())
def finally_continue():
    out = []
    for i in range(4):
        try:
            if i % 2:
                raise ValueError(i)
            out.append(i)
        finally:
            if i == 1:
                continue
            if i == 3:
                break
            out.append("f")
    return out
print(finally_continue())
def loop_return():
    for i in range(3):
        try:
            return i
        finally:
            if i < 2:
                continue
def loop_in_finally():
    try:
        return 1
    finally:
        for i in range(3):
            if i == 1:
                break
print(loop_return(), loop_in_finally())
def else_raises():
    try:
        pass
    except ValueError:
        return "not here"
    else:
        raise ValueError("from else")
    finally:
        log.append("f")
try:
    else_raises()
except ValueError as e:
    print(e)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise
except ValueError as e:
    print("reraised", e)
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        raise TypeError("b") from e
except TypeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise TypeError("b")
except TypeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise TypeError("b") from None
except TypeError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    finally:
        [][1]
except IndexError as e:
    print(e, repr(e.__context__))
e = "outer"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as n:
    print(n)
def bare():
    try:
        raise KeyError("k")
    except:
        return "bare"
print(bare())
def deep(n):
    if n == 0:
        raise ValueError("bottom")
    try:
        deep(n - 1)
    finally:
        log.append(n)
log.clear()
try:
    deep(5)
except ValueError:
    print(log)
def try_in_except():
    for i in range(3):
        try:
            try:
                if i == 0: raise ValueError(i)
                if i == 1: raise KeyError(i)
            except ValueError as e:
                try:
                    raise IndexError("nested")
                except IndexError as e2:
                    yield repr(e), repr(e2), repr(e2.__context__)
        except KeyError as e:
            yield repr(e), repr(e.__context__)
print(list(try_in_except()))
def while_try():
    n = 0
    while True:
        try:
            n += 1
            if n < 3:
                continue
            if n > 30:
                raise StopIteration
        except StopIteration:
            break
        finally:
            n += 10
    return n
print(while_try())
