"""Keys that come and go while a dict is iterated over: more of them than there were are an error."""


def iterate(make, change):
    d = {i: -i for i in range(7)}
    seen = []
    try:
        for item in make(d):
            seen.append(item)
            change(d, len(seen))
    except RuntimeError as error:
        seen.append(str(error))
    print(seen)


def replace_one_passed(d, count):
    if count == 3:
        del d[1]
        d[10] = 0


def replace_one_to_come(d, count):
    if count == 3:
        del d[5]
        d[10] = 0


def replace_at_the_end(d, count):
    if count == 7:
        del d[4]
        d[10] = 0


def grow(d, count):
    d[10] = 0


for change in replace_one_passed, replace_one_to_come, replace_at_the_end, grow:
    for make in iter, dict.values, dict.items, reversed, lambda d: (key for key in d), lambda d: zip(d, d.items()):
        iterate(make, change)

d = {i: i for i in range(7)}
iterator = iter(d)
print(next(iterator), iterator.__length_hint__())
del d[0]
d[10] = 0
print(iterator.__length_hint__(), [next(iterator) for _ in range(6)], iterator.__length_hint__())
for _ in range(2):
    try:
        print(next(iterator, "end"), list(iterator), iterator.__length_hint__())
    except RuntimeError as error:
        print(error)
