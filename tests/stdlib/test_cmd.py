"""cmd, code, codeop."""
import cmd
import code
import codeop
import contextlib
import io


class Shell(cmd.Cmd):
    prompt = "> "
    intro = "Welcome"

    def do_add(self, line):
        """add A B"""
        print(sum(map(int, line.split())), file=self.stdout)

    def do_quit(self, line):
        return True

    def default(self, line):
        print("unknown:", line, file=self.stdout)


out = io.StringIO()
shell = Shell(stdin=io.StringIO("add 1 2\nhelp add\nodd\n\nhelp\nquit\n"), stdout=out)
shell.use_rawinput = False
shell.cmdloop()
print(out.getvalue())
print(shell.completenames("a"), shell.parseline("add  1"), shell.onecmd("add 3 4"))
console = code.InteractiveConsole({"x": 5})
err = io.StringIO()
with contextlib.redirect_stderr(err):
    print([console.push(line) for line in ("y = x + 1", "if y:", "    print(y)", "", "1 +", "undefined", "z = (", "1)")])
print(err.getvalue().splitlines()[-1], console.locals["z"])
for text in "x = 1", "if 1:", "if 1:\n  x\n", "(", "def f():\n  pass", "'''a":
    try:
        result = codeop.compile_command(text)
        print(repr(text), None if result is None else "code")
    except SyntaxError as error:
        print(repr(text), error.msg)
