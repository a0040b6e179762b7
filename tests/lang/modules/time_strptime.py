"""time.strptime, which the module _strptime does in Python."""
import time

print(time.strptime("2023-02-03 04:05:06", "%Y-%m-%d %H:%M:%S"))
print(tuple(time.strptime("Sat Jul  4 12:34:56 2020")))
for arguments in (("x", "%d"), ("31", "%q"), ("1 2", "%d")):
    try:
        time.strptime(*arguments)
    except ValueError as error:
        print(error)
try:
    time.strptime(1, "%d")
except TypeError as error:
    print(error)
