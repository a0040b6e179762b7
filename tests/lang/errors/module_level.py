# Errors at module level, in a class body, in a decorator.
def deco(f):
    raise TypeError("in decorator")
class C:
    x = 1
    @deco
    def m(self):
        pass
