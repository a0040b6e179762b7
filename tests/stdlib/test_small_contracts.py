"""Small contracts of modules: what can be referred to weakly, closed files, fields of times."""
import _thread
import io
import re
import time
import weakref


def attempt(function):
    try:
        print(function())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).rstrip('.'))


pattern, lock, rlock = re.compile('x'), _thread.allocate_lock(), _thread.RLock()
print(all(weakref.ref(thing)() is thing for thing in (pattern, lock, rlock)))

for make in lambda: io.BytesIO(b'123'), lambda: io.StringIO('123'):
    file = make()
    file.seek(10)
    print(file.write(file.getvalue()[:0]), repr(file.getvalue()))
    file.close()
    attempt(lambda: file.writelines([]))
for mode in 'rb', 'r':
    file = open(__file__, mode)
    file.close()
    attempt(lambda: file.writelines([]))

print(time.strftime('%Y %m %d %H %M %S %w %j', (2000,) + (0,) * 8))
print(time.asctime((12345,) + (0,) * 8))
for position, values in enumerate([(), (13, -1), (32, -1), (24, -1), (60, -1), (62, -1), (-2, 8), (367, -2)]):
    for value in values:
        fields = [2000, 1, 1, 0, 0, 0, 0, 1, -1]
        fields[position] = value
        attempt(lambda: time.strftime('%d %w', tuple(fields)))
        attempt(lambda: time.asctime(tuple(fields)))
