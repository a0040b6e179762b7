# Reading standard input, by input() and by sys.stdin.
import sys
print(repr(input()))
print(repr(input("prompt> ")))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(3)))
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
    if line.startswith("stop"):
        break
print(int(input()) + 1)
print(sys.stdin.readlines())
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
try:
    input()
except EOFError as e:
    print("EOFError:", e)
