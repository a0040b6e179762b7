"""pdb and bdb: a session with its commands given, breakpoints, conditions, stepping, the stack, assignments."""
import bdb
import io
import os
import pdb
import sys
import tempfile

PROGRAM = '''\
def add(a, b):
    total = a + b
    return total


def main():
    x = 1
    for i in range(3):
        x = add(x, i)
    try:
        x / 0
    except ZeroDivisionError:
        x = -1
    print("x is", x)
    return x


main()
'''


class Session(pdb.Pdb):
    """A debugger that reads its commands from a text and shows no path."""

    def __init__(self, commands):
        super().__init__(stdin=io.StringIO(commands), stdout=io.StringIO(), nosigint=True, readrc=False)
        self.use_rawinput = False

    def shown(self, path):
        return self.stdout.getvalue().replace(path, "program.py")


def debug(commands):
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as file:
        file.write(PROGRAM)
    session = Session(commands)
    code = compile(PROGRAM, file.name, "exec")
    try:
        session.run(code, {"__name__": "__main__"})
    except bdb.BdbQuit:
        print("quit")
    finally:
        os.unlink(file.name)
        sys.settrace(None)
    print(session.shown(os.path.realpath(file.name)).replace(file.name, "program.py"))


print("--- stepping")
debug("n\nn\ns\ns\nn\nn\nw\na\np x\nunt\nr\nq\n")
print("--- breakpoints of functions, up and down, values")
debug("n\nn\nc\n")


class Lines(bdb.Bdb):
    """Writes down every line, and stops once in a while."""

    def __init__(self, names):
        super().__init__()
        self.names = names
        self.seen = []

    def user_call(self, frame, argument):
        if frame.f_code.co_name in self.names:
            self.seen.append(("call", frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
        self.set_step()

    def user_line(self, frame):
        if frame.f_code.co_name in self.names:
            self.seen.append(("line", frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
        self.set_step()

    def user_return(self, frame, value):
        if frame.f_code.co_name in self.names:
            self.seen.append(("return", frame.f_code.co_name, value))
        self.set_step()

    def user_exception(self, frame, info):
        if frame.f_code.co_name in self.names:
            self.seen.append(("exception", frame.f_code.co_name, info[0].__name__))
        self.set_step()


def first(n):
    result = 0
    for i in range(n):
        result += second(i)
    return result


def second(i):
    try:
        return 10 // i
    except ZeroDivisionError:
        pass
    return 0


print("--- bdb")
lines = Lines({"first", "second"})
print(lines.runcall(first, 2))
for event in lines.seen:
    print(*event)


class Changer(bdb.Bdb):
    """Assigns to a variable of the function that it stops in."""

    def user_line(self, frame):
        if frame.f_code.co_name == "victim" and frame.f_lineno - frame.f_code.co_firstlineno == 2:
            frame.f_locals["x"] = 42
        self.set_step()


def victim():
    x = 1
    y = x + 1
    return x, y


def victim_with_cells():
    x = 1
    y = x + 1
    return (lambda: (x, y))()


print("--- assigning to variables")
print(Changer().runcall(victim))
victim_with_cells.__code__ = victim_with_cells.__code__.replace(co_name="victim")
print(Changer().runcall(victim_with_cells))
