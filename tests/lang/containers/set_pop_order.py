# pop takes from the front where hashes make CPython's order plain: small ints in ascending order.
s = set(range(1, 9))
while s:
    print(s.pop(), end=" ")
print(s)
s = {1, 2, 3}
s.pop()
s.add(9)
print(sorted([s.pop(), s.pop(), s.pop()]))
try:
    s.pop()
except KeyError as error:
    print(error)


class Answer:
    def __neg__(self):
        return NotImplemented


print(-Answer())
try:
    +Answer()
except TypeError as error:
    print(error)
print("{:4c}|{:2c}|{:<3c}|{:^5c}|".format(48, 65, 66, 67))
print(pow(0.0, float("-inf")), pow(-0.0, float("-inf")))
import sys
for arguments in ((), (None,), (3,), ("text",), ((1, 2),)):
    try:
        sys.exit(*arguments)
    except SystemExit as error:
        print(error.args, error.code)
