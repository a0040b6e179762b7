# A traceback through generators, builtins and lambdas.
def gen():
    yield 1
    raise ValueError("in gen")
f = lambda g: list(g)
def run():
    return sum(f(gen()))
run()
