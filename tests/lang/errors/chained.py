# Chained exceptions in a traceback.
def parse(s):
    try:
        return int(s)
    except ValueError as e:
        raise RuntimeError("cannot parse") from e
def use():
    try:
        parse("x")
    except RuntimeError:
        raise KeyError("second")
print("start")
use()
