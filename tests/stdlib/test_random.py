"""CPython's random: the same numbers from the same seeds."""
import random
r = random.Random(12345)
print(r.random(), r.randint(1, 100), r.choice("abcdef"), r.uniform(1, 2), r.gauss(0, 1), r.sample(range(100), 5))
l = list(range(10)); r.shuffle(l); print(l, r.choices("ab", [1, 3], k=6), r.triangular(), r.betavariate(1, 2), r.expovariate(1), r.normalvariate(), r.lognormvariate(0, 1), r.vonmisesvariate(0, 1), r.gammavariate(2, 1), r.paretovariate(3), r.weibullvariate(1, 2), r.randrange(0, 100, 7), r.randbytes(5), r.getrandbits(70))
random.seed("text"); print(random.random()); random.seed(b"bytes"); print(random.random()); random.seed(1.5); print(random.random()); random.seed(10**30); print(random.random())
s = random.getstate(); a = random.random(); random.setstate(s); print(a == random.random())
