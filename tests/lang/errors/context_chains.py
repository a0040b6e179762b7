# Chains of contexts that are circles already do not hang, and an exception is never its own context.

a, b, c = Exception('a'), Exception('b'), Exception('c')
a.__context__, b.__context__, c.__context__ = b, c, a
for new in (Exception('new'), a, b, c):
    try:
        try:
            raise a
        finally:
            raise new
    except Exception as error:
        seen, names = error, []
        while seen is not None and len(names) < 6:
            names.append(str(seen))
            seen = seen.__context__
        print(names)
loop = Exception('loop')
loop.__context__ = loop
try:
    try:
        raise loop
    finally:
        raise KeyError('k')
except KeyError as error:
    print(repr(error.__context__), error.__context__.__context__ is loop)

print('{0:\x00<12}|'.format(3 + 2j).replace('\0', 'N'), format(1j, ''))

import io

f = io.FileIO(0, closefd=False)
name = f.name
del f.name
print(repr(f), name)

b = bytearray(range(10))
view = memoryview(b)
for step in 2, -3:
    try:
        b[1:-1:step] = b''
    except BufferError as error:
        print(error, len(b))
view.release()
b[1:-1:2] = b''
print(b)
del b[::-2]
print(b)
