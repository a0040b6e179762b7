# Exceptions of a class within a function within a class: the printed name.
class Outer:
    class Error(Exception):
        pass
raise Outer.Error(1, "two")
