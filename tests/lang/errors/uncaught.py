# An exception that nobody catches: traceback on stderr, status 1.
def inner(x):
    return 10 / x
def outer(x):
    y = inner(x)
    return y
class C:
    def method(self):
        return outer(0)
print("before")
C().method()
print("never")
