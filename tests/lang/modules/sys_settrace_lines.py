"""Which lines sys.settrace tells: those of statements that do nothing, of loops, handlers, finally, with, generators."""
import sys

class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return True


def call(*a): return a


def fail(): raise ValueError


def t_pass():
    pass


def t_pass2():
    x = 1
    pass
    y = 2


def t_if(x=1):
    if x:
        y = 1
    else:
        y = 2
    if not x:
        y = 3
    elif x == 1:
        y = 4
    else:
        y = 5
    return y


def t_ifpass(x=1):
    if x:
        pass
    if not x:
        pass
    else:
        pass
    return x


def t_while():
    i = 0
    while i < 3:
        i += 1
    else:
        i = 7
    return i


def t_while_true():
    i = 0
    while True:
        i += 1
        if i > 2:
            break
    return i


def t_while_cont():
    i = 0
    while i < 4:
        i += 1
        if i == 2:
            continue
        call(i)


def t_for():
    for i in range(3):
        call(i)
    else:
        call()


def t_for_pass():
    for i in range(2):
        pass


def t_for_break():
    for i in range(3):
        if i == 1:
            break
        elif i == 0:
            continue
        call()
    return 1


def t_try():
    try:
        call()
    except ValueError:
        call(1)
    else:
        call(2)
    finally:
        call(3)


def t_try_raise():
    try:
        fail()
    except KeyError:
        call(0)
    except ValueError as e:
        call(1)
    finally:
        call(3)


def t_try_pass():
    try:
        fail()
    except ValueError:
        pass


def t_try_while():
    i = 0
    try:
        while i < 2:
            i += 1
    finally:
        pass


def t_try_while_true():
    i = 0
    try:
        while True:
            i += 1
            if i > 2: break
    except:
        raise


def t_while_try():
    i = 0
    while i < 3:
        try:
            i += 1
            if i == 2: fail()
        except ValueError:
            continue
        call(i)


def t_while_true_try():
    i = 0
    while True:
        try:
            i += 1
            if i == 3: fail()
        except ValueError:
            break
    return i


def t_try_try():
    try:
        try:
            call()
        finally:
            call(1)
    finally:
        call(2)


def t_try_for():
    try:
        for i in (1, 2):
            call(i)
    except ValueError:
        pass


def t_try_return():
    try:
        return 1
    finally:
        call(1)


def t_try_return2():
    for i in range(2):
        try:
            call()
            return
        finally:
            call(1)


def t_with():
    with CM() as c:
        call(c)
    with CM():
        fail()
    return 2


def t_with2():
    with CM() as a, \
         CM() as b:
        pass


def t_with_return():
    with CM():
        return 1


def t_const():
    "doc"
    5
    "abc"
    ...
    None


def t_if_const():
    if True:
        x = 1
    if 0:
        x = 2
    if 1:
        pass
    else:
        x = 3
    while 0:
        x = 4
    return x


def t_nested():
    def inner(a,
              b=call()):
        return a
    return inner(
        1,
        2)


def t_class():
    class A:
        """d"""
        x = 1
        def f(self):
            return 1
        pass
    return A().f()


def t_deco():
    @call
    @call
    def f():
        pass
    return f


def t_global():
    global zz
    zz = 1
    x: int
    y: int = 2
    assert y
    assert y, "a"
    del y


def t_gen():
    def g():
        yield 1
        x = yield 2
        return 3
    for a in g():
        call(a)
    def h():
        r = yield from g()
        call(r)
    list(h())


def t_match(x=2):
    match x:
        case 1:
            y = 1
        case 2 | 3:
            y = 2
        case _:
            y = 3
    match x:
        case [a, b]:
            pass
        case {"a": 1}:
            pass
        case int() if x > 1:
            pass
    return y


def t_lambda():
    f = lambda: (
        1)
    f()


def t_finally_continue():
    for i in range(2):
        try:
            continue
        finally:
            call()


def t_finally_break():
    for i in range(2):
        try:
            break
        finally:
            call()


def t_reraise():
    try:
        try:
            fail()
        except ValueError:
            raise
    except ValueError as e:
        try:
            raise KeyError from e
        except KeyError:
            pass


def t_uncaught():
    x = 1
    fail()


def t_import():
    import sys
    from sys import (path,
                     modules)


def t_nested_loops():
    for i in range(2):
        for j in range(2):
            call()
        call(1)


def t_one_line(): return 1


def t_else_pass():
    for i in (1,):
        if i:
            x = 1
        else:
            pass
    else:
        pass
    try:
        pass
    except ValueError:
        pass
    else:
        pass
    finally:
        pass


def t_fstring():
    x = 1
    return f"{x}" \
        f"{x+1}"


def t_dict():
    return {
        "a": 1,
        "b": call(),
        **{},
    }


def t_return_none(x=0):
    if x:
        return
    for i in ():
        return
    else:
        return


def t_gen2():
    def g():
        yield 1
    def h():
        yield from g()
        r = yield from [1]
        yield
    for x in h():
        pass
    it = iter([1])
    next(it)
    for x in it: pass
    try:
        next(it)
    except StopIteration: x = 1


def t_nested_if(a=1, b=1, c=0):
    if a:
        if b:
            x = 1
        else:
            x = 2
    else:
        x = 3
    if a:
        for i in (1, 2):
            if i == c: x = 1
            elif b: continue
            else: break
    while a:
        a = 0
        if b:
            continue
    for i in (1,):
        try:
            if b: continue
        finally:
            x = 1
    for i in (1,):
        with CM():
            if b: break


def t_try_else_for(l=(1, 2)):
    for i in l:
        try:
            x = i
        except ValueError: pass
        else:
            if x: continue
    for i in l:
        try:
            fail()
        except ValueError:
            if i == 1: continue
            break
    try:
        try: fail()
        except KeyError: pass
        except (TypeError,
                OSError): pass
    except: x = 2
async def _a():
    return 1


def t_async():
    async def f():
        x = await _a()
        y = await _a()
        return x
    try: f().send(None)
    except StopIteration: pass


def run(f):
    out = []
    first = f.__code__.co_firstlineno
    def tr(frame, event, arg):
        if frame.f_code is call.__code__ or frame.f_code is fail.__code__: return None
        if frame.f_code.co_filename != __file__: return None
        out.append("%s%s%d" % (frame.f_code.co_name[0] if frame.f_code is not f.__code__ else "", event[0], frame.f_lineno - (first if frame.f_code is f.__code__ or frame.f_code.co_name[0] != "_" else frame.f_code.co_firstlineno)))
        return tr
    sys.settrace(tr)
    try: f()
    except Exception: pass
    finally: sys.settrace(None)
    return " ".join(out)
for name in [n for n in globals() if n.startswith("t_")]:
    print(name, run(globals()[name]))
