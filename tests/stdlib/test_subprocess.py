"""subprocess: running programs, their input, output and status."""
import os
import signal
import subprocess
import sys

run = subprocess.run
result = run(["echo", "one", "two words"], capture_output=True)
print(result.args, result.returncode, result.stdout, result.stderr)
print(run(["cat"], input="text\nwith lines\n", capture_output=True, text=True).stdout.splitlines())
print(run("echo $NAME; exit 3", shell=True, env={"NAME": "value"}, stdout=subprocess.PIPE))
print(run(["sh", "-c", "echo out; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout)
print(run(["pwd"], cwd="/", capture_output=True, text=True).stdout)
print(run(["cat"], stdin=subprocess.DEVNULL, capture_output=True).stdout)
print(subprocess.check_output(["printf", "%s", "ä"], encoding="utf-8"))
print(subprocess.getoutput("echo shell; echo error >&2"), subprocess.getstatusoutput("exit 5"))
print(subprocess.call(["true"]), subprocess.call(["false"]), subprocess.check_call(["true"]))
for action in (lambda: run(["false"], check=True), lambda: run(["sh", "-c", "echo x; exit 4"], check=True, capture_output=True),
               lambda: subprocess.check_output(["sleep", "5"], timeout=0.05), lambda: run(["no such program"]),
               lambda: run(["true"], cwd="/no/such/folder"), lambda: run(["true"], stdout=1, capture_output=True),
               lambda: subprocess.check_output(["true"], stdout=1), lambda: run(["cat"], input=b"x", stdin=0),
               lambda: subprocess.Popen(["true"], bufsize="x")):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "returncode", None), getattr(e, "output", None))

with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
    process.stdin.write("a line\n")
    process.stdin.flush()
    print(process.stdout.readline(), process.poll(), process.pid > 1)
    print(process.communicate("more\n"))
print(process.returncode, process.stdin.closed, process.stdout.closed)

process = subprocess.Popen(["sleep", "30"])
try:
    process.wait(timeout=0.01)
except subprocess.TimeoutExpired as e:
    print(e)
process.terminate()
print(process.wait(), process.wait() == -signal.SIGTERM, process)
process = subprocess.Popen(["sleep", "30"])
process.kill()
print(process.wait())
process.send_signal(signal.SIGTERM)  # nothing: it has ended

first = subprocess.Popen(["printf", "b\\na\\nc\\n"], stdout=subprocess.PIPE)
second = subprocess.Popen(["sort"], stdin=first.stdout, stdout=subprocess.PIPE, text=True)
first.stdout.close()
print(second.communicate()[0].split(), first.wait())

reader, writer = os.pipe()
process = subprocess.Popen(["sh", "-c", f"echo passed >&{writer}"], pass_fds=[writer])
os.close(writer)
process.wait()
print(os.read(reader, 100))
process = subprocess.Popen(["sh", "-c", "kill -9 $$"])
print(process.wait(), subprocess.list2cmdline(["a b", 'c"d', ""]))
print(run(["sh", "-c", "exit 2"], start_new_session=True).returncode, run(["sh", "-c", "umask"], umask=0o27, capture_output=True, text=True).stdout)
try:
    run(["false"]).check_returncode()
except subprocess.CalledProcessError as e:
    print(repr(e), e.cmd)
big = run(["cat"], input=b"0123456789" * 50000, capture_output=True).stdout
print(len(big), big[:10])
result = run([sys.executable, "-c", "import sys; print(sys.argv[1:]); sys.exit(6)", "x", "-y"], capture_output=True, text=True)
print(result.returncode, result.stdout, result.stderr)
