"""argparse: options, positionals, subcommands, groups, errors, help."""
import argparse
import contextlib
import io


def parse(parser, *arguments):
    out = io.StringIO()
    try:
        with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
            return parser.parse_args(arguments)
    except SystemExit as error:
        return error.code, out.getvalue()


parser = argparse.ArgumentParser(prog="tool", description="Does things.", epilog="That is all.")
parser.add_argument("file", nargs="+", help="what to read")
parser.add_argument("-n", "--number", type=int, default=3, help="how many (default: %(default)s)")
parser.add_argument("-v", "--verbose", action="count", default=0)
parser.add_argument("--mode", choices=["fast", "slow"])
parser.add_argument("--flag", action=argparse.BooleanOptionalAction)
parser.add_argument("--item", action="append", metavar="X")
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
print(parser.format_help())
print(parse(parser, "a", "b", "-n", "7", "-vv", "--mode", "fast", "--no-flag", "--item", "1", "--item=2"))
print(parse(parser, "a", "-n7"), parse(parser, "--version"))
for bad in ([], ["a", "-n", "x"], ["a", "--mode", "odd"], ["a", "--unknown"], ["a", "--number"]):
    print(parse(parser, *bad))
commands = argparse.ArgumentParser(prog="git")
sub = commands.add_subparsers(dest="command", required=True)
add = sub.add_parser("add", help="adds")
add.add_argument("path")
add.set_defaults(run=len)
sub.add_parser("list").add_argument("--all", action="store_true")
print(parse(commands, "list", "--all"), parse(commands, "add", "p").path, parse(commands), parse(commands, "other"))
group = argparse.ArgumentParser(prog="g")
either = group.add_mutually_exclusive_group(required=True)
either.add_argument("--a", action="store_const", const=5)
either.add_argument("--b", type=float)
print(parse(group, "--a"), parse(group, "--b", "2"), parse(group, "--a", "--b", "1"), parse(group))
print(parser.parse_known_args(["f", "--other", "1"]), argparse.Namespace(x=1) == argparse.Namespace(x=1))
