"""weakref, contextvars, types, operator, reprlib, numbers."""
import contextvars
import gc
import numbers
import operator
import reprlib
import types
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def method(self):
        return self.name


t = Thing("t")
r, values, keys = weakref.ref(t), weakref.WeakValueDictionary(a=t), weakref.WeakKeyDictionary({t: 1})
method, refs = weakref.WeakMethod(t.method), weakref.WeakSet([t])
print(r() is t, values["a"].name, keys[t], method()(), len(refs), weakref.getweakrefcount(t) > 0, weakref.proxy(t).name)
var = contextvars.ContextVar("var", default=1)
token = var.set(2)
context = contextvars.copy_context()
context.run(var.set, 3)
print(var.get(), context[var], var in context, token.old_value is token.MISSING, var.reset(token), var.get(), len(context), list(context.values()))
for bad in lambda: var.reset(token), lambda: contextvars.ContextVar("none").get(), lambda: context.run(context.run, print), lambda: contextvars.Token():
    try:
        bad()
    except (RuntimeError, LookupError) as error:
        print(type(error).__name__)
n = types.SimpleNamespace(a=1, b="x")
print(n, n == types.SimpleNamespace(a=1, b="x"), types.MappingProxyType({"a": 1}), types.new_class("K", (), {}, lambda ns: ns.update(z=1)).z, types.MethodType(len, "ab")(), isinstance(len, types.BuiltinFunctionType), types.resolve_bases((int,)))
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("a", "b")(n), operator.methodcaller("split", ",")("a,b"), operator.add(1, 2), operator.concat([1], [2]), operator.index(True), operator.countOf([1, 1], 1))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.Repr().repr({i: i for i in range(9)}))
print(isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real), issubclass(complex, numbers.Complex), isinstance(True, numbers.Rational))
