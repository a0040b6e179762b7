"""code and codeop: consoles fed by lines, what is complete and what is not."""
import code
import codeop
import io
import sys


def complete(text, symbol="single"):
    try:
        compiled = codeop.compile_command(text, "<input>", symbol)
    except (SyntaxError, ValueError, OverflowError) as error:
        return type(error).__name__
    return "incomplete" if compiled is None else "complete"


for text in ("", "x = 1", "x = (1,", "if x:", "if x:\n    y = 1", "if x:\n    y = 1\n", "def f():\n  pass\n\n", "x = = 1", "'abc",
             "'''abc", "'''abc\n'''", "# only", "@d", "x \\", "try:\n  pass", "for i in x: pass", "1 +", ")", "\t", "a\n\nb"):
    print(repr(text), complete(text), complete(text, "exec"))
print(complete("x + 1", "eval"), complete("x = 1", "eval"), complete("(x", "eval"))


class Console(code.InteractiveConsole):
    """Reads from a list, writes to standard output."""

    def __init__(self, lines, space=None):
        super().__init__(space)
        self.lines = lines

    def raw_input(self, prompt=""):
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        print(prompt + line)
        return line

    def write(self, data):
        print("|", data, end="")


space = {"__name__": "__console__"}
Console(["x = 6", "x * 7", "def f(n):", "    return n + 1", "", "f(x)", "1 / 0", "y = (1,", "2)", "y", "x = = 2", "for i in y:",
         "  print(i)", "", "undefined"], space).interact(banner="hello", exitmsg="bye")
print(space["x"], space["y"], sys.last_type.__name__)

interpreter = code.InteractiveInterpreter({"a": 1})
print(interpreter.runsource("b = a + 1"), interpreter.locals["b"], interpreter.runsource("if a:"))
stream = io.StringIO()
saved, sys.stderr = sys.stderr, stream
print(interpreter.runsource("a +* 1"), interpreter.runsource("raise ValueError('wrong')"))
sys.stderr = saved
print(stream.getvalue())
compiler = codeop.CommandCompiler()
print(compiler("(1 +", "<x>", "single"), type(compiler("1", "<x>", "eval")).__name__)
