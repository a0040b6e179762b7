# exec and eval with builtins, globals and locals that are not plain dicts.

print(eval('len("abc")', {'__builtins__': {'len': lambda x: 'mine'}}))
for source in 'len', 'print(1)', 'class A: pass', 'import os', 'def f(): return len\nf()':
    try:
        exec(source, {'__builtins__': {}})
    except (NameError, ImportError) as error:
        print(type(error).__name__, error)


class Fails(Exception):
    pass


class Frozen(dict):
    def __setitem__(self, key, value):
        raise Fails('frozen')


class Unreadable(dict):
    def __getitem__(self, key):
        raise Fails('unreadable')


class Numbers(dict):
    def __missing__(self, key):
        if key.startswith('n'):
            return int(key[1:])
        raise KeyError(key)


def attempt(source, *namespaces):
    try:
        exec(source, *namespaces)
    except Exception as error:
        print(type(error).__name__, error)


import builtins

attempt("__builtins__['x'] = 2", {'__builtins__': Frozen(vars(builtins))})
attempt('x = 1', Frozen())
attempt('class A: pass\nprint(A.__name__)', {'__builtins__': Frozen(vars(builtins)), '__name__': 'm'})
attempt('x', {'__builtins__': Unreadable({'x': 1})})
attempt('def f(): return x\nf()', {'__builtins__': Unreadable({'x': 1})})
attempt('def f(): return x\nf()', Unreadable({'x': 1}))
print(eval('(lambda: n12 + n30)()', Numbers()))
print(eval('(lambda: [n1 + i for i in range(3)])()', {'__builtins__': Numbers(range=range)}))
attempt('x', {'__builtins__': Numbers()})


class Mapping:
    def __getitem__(self, key):
        if key == 'a':
            return 12
        raise KeyError(key)

    def keys(self):
        return list('zxy')


print(eval('a', {}, Mapping()), eval('dir()', {}, Mapping()))

# Code that gets hot in two namespaces.
code = compile('t = 0\nfor i in range(3000): t += f(i)\nprint(t)', '', 'exec')
exec(code, {'f': lambda x: 1})
exec(code, {'__builtins__': {'f': lambda x: 2, 'range': range, 'print': print}})
exec(code, Numbers(f=lambda x: 3))
