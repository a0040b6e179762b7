# An error while an exception is being handled in __exit__ and finally.
class M:
    def __enter__(self): return self
    def __exit__(self, *a): raise ValueError("exit")
try:
    with M():
        raise KeyError("body")
finally:
    print("finally")
