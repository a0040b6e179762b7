"""The operators as functions, and the getters (_operator)."""
import _operator as o
print(o.add(1,2), o.itemgetter(1)([1,2]), o.itemgetter(1,0)('ab'), o.attrgetter('real','imag')(3), o.methodcaller('split',',',maxsplit=1)('a,b,c'))
print(o.methodcaller('split',',',maxsplit=1), o.attrgetter('a.b'), o.itemgetter(2,'x'))
for f in (lambda: o.itemgetter(), lambda: o.itemgetter(a=1), lambda: o.itemgetter(1)(1,2), lambda:o.itemgetter(1)(), lambda: o.attrgetter(1), lambda: o.attrgetter(), lambda:o.methodcaller(), lambda:o.methodcaller(1), lambda: o.concat(1,2), lambda:o.indexOf([1],2), lambda:o.add(1), lambda: o.length_hint([], 'a'), lambda: o.call(), lambda:o.abs('a'),lambda:o.itemgetter(1)(a=1), lambda: o._compare_digest('a',b'a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(o.call(print, 1, 2, sep='-'), o.countOf([1,1,2],1), o.isub(5,3))
print(o.itemgetter(1,2).__reduce__(), o.methodcaller('a',1).__reduce__(), o.add.__doc__, o._compare_digest('a','b'))
