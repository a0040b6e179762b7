# A traceback through generators, comprehensions and lambdas.
def gen():
    yield 1
    raise ValueError("in gen")
f = lambda g: [x for x in g]
def run():
    return sum(f(gen()))
run()
