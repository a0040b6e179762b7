"""getopt and optparse."""
import contextlib
import getopt
import io
import optparse

print(getopt.getopt(["-a", "-b", "val", "--long", "--other=x", "rest"], "ab:", ["long", "other="]), getopt.gnu_getopt(["x", "-a", "y"], "a"))
for bad in ["-z"], ["-b"], ["--oth"], ["--none"]:
    try:
        getopt.getopt(bad, "ab:", ["other=", "others="])
    except getopt.GetoptError as error:
        print(error, error.opt)
parser = optparse.OptionParser(prog="p", usage="%prog [options] x", version="%prog 2")
parser.add_option("-n", "--num", type="int", default=4, help="a number [%default]")
parser.add_option("-v", action="store_true", dest="verbose")
parser.add_option("-c", type="choice", choices=["a", "b"])
group = optparse.OptionGroup(parser, "More")
group.add_option("--list", action="append")
parser.add_option_group(group)
print(parser.format_help())
options, rest = parser.parse_args(["-n", "7", "-v", "--list=1", "--list", "2", "pos"])
print(vars(options), rest)
for bad in ["-n", "x"], ["--bad"], ["-c", "z"], ["--version"]:
    out = io.StringIO()
    try:
        with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
            parser.parse_args(bad)
    except SystemExit as error:
        print(error.code, out.getvalue())
