# assert with and without message.
def check(x):
    assert x > 0, f"x was {x}"
check(1)
try:
    assert False
except AssertionError as e:
    print(repr(e))
check(-1)
