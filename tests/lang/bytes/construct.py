"""What bytes() and bytearray() accept, in which order they ask, and what subclasses may override."""


def attempt(function, *arguments, **keywords):
    try:
        result = function(*arguments, **keywords)
        print(type(result).__name__, result)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


class Text(str):
    def __bytes__(self):
        return b'own'


class Number:
    def __index__(self):
        raise TypeError('not today')

    def __iter__(self):
        return iter((1, 2))


class Blocked(bytes):
    __bytes__ = None


class BlockedArray(bytearray):
    __bytes__ = None


class BlockedNumber(int):
    __bytes__ = None


class Raw(bytes):
    def __bytes__(self):
        return b'raw'


print('# the order of the ways')
attempt(bytes, Text('€'))
attempt(bytes, Text('€'), 'iso8859-15')
attempt(bytearray, Text('€'))
for make in bytes, bytearray:
    attempt(make, Number())
    attempt(make, 'text')
    attempt(make, 'text', errors='strict')
    attempt(make, b'', 'utf-8')
    attempt(make, b'', errors='strict')
    attempt(make, 2)
    attempt(make, -1)
    attempt(make, 2**70)
    attempt(make, 1.5)
    attempt(make, Raw(b'plain'))
for value in Blocked(b'x'), BlockedArray(b'x'), BlockedNumber(2):
    attempt(bytes, value)
attempt(bytearray, Blocked(b'x'))

print('# subclasses')


class Later(bytearray):
    def __init__(self, extra=1, *args, **keywords):
        bytearray.__init__(self, *args, **keywords)
        self.extra = extra


attempt(Later, 4, b'abcd')
attempt(Later, extra=4, source=b'abcd')
attempt(Later, 4, 'é', encoding='latin-1')
array = bytearray(b'before')
array.__init__(b'after')
print(array)
array.__init__()
print(array)


class Made(bytearray):
    def __new__(cls, value):
        made = super().__new__(cls, value)
        made.note = 'new'
        return made


class Noted(bytes):
    def __init__(self, *args):
        self.note = 'init'


for kind in Made, Noted:
    value = kind.fromhex('1a 2B30')
    print(type(value).__name__, value.hex(), value.note)

print('# hex and its separators')
for arguments in ('\x00',), (b'\x00',), ('\x7f', 2), (':', -2), (':', 0), (':', 9), ('',), ('é',), (b'\x80',), (1,):
    attempt(b'\xb9\x01\xef'.hex, *arguments)

print('# messages')
array = bytearray(b'python')
for key, value in (('a', 1), ('a', 'b'), (0, 'b'), (9, 1), (0, 256)):
    try:
        array[key] = value
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
print(bytes.__doc__.startswith('bytes('), bytearray.__doc__.startswith('bytearray('))
