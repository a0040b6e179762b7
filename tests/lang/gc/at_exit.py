"""The end of the program: registered functions, then finalisers of what modules still hold."""
import atexit


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def late(*args, **keywords):
    print("late", args, keywords)


def early():
    print("early")


def never():
    print("never")


print(atexit.register(late, 1, x=2) is late)
atexit.register(early)
atexit.register(never)
atexit.unregister(never)
try:
    atexit.register(5)
except TypeError as error:
    print(error)
first, second = Named("first"), Named("second")
print("end")
