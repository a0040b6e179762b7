"""Objects with a finaliser and an __init__, made in compiled code: set up once, kept as long as they are used."""
import gc

seen = set()


class Counted:
    made = 0

    def __init__(self):
        Counted.made += 1

    def __del__(self):
        seen.add(self.n)


for i in range(200):
    Counted().n = i
    filler = [0] * 2000


def loop(n):
    for i in range(n):
        c = Counted()
        c.n = 200 + i
        filler = [0] * 2000
    del c


loop(300)
gc.collect()
print(Counted.made, len(seen) > 490, set(range(450)) - seen)
