"""inspect: signatures, sources, members, frames."""
import inspect


def function(a, /, b: int = 1, *args, c, d="x", **kwargs) -> str:
    """Its documentation.

        indented
    """
    return inspect.currentframe().f_code.co_name


class Base:
    attribute = 1

    def method(self, x):
        pass

    @classmethod
    def make(cls):
        pass

    @staticmethod
    def plain():
        pass

    @property
    def value(self):
        return 5


signature = inspect.signature(function)
print(signature, [(p.name, str(p.kind), p.default is p.empty, p.annotation) for p in signature.parameters.values()], signature.return_annotation)
bound = signature.bind(1, 2, 3, 4, c=5, e=6)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
for bad in ((), {}), ((1,), {}), ((1,), {"c": 1, "a": 2, "b": 3}):
    try:
        print(signature.bind(*bad[0], **bad[1]))
    except TypeError as error:
        print(error)
print(inspect.signature(Base.method), inspect.signature(Base().method), inspect.signature(Base.make), inspect.signature(lambda x=1: x), inspect.signature(Base))
print(inspect.getdoc(function), inspect.cleandoc("  a\n    b"), inspect.getmodule(function).__name__, inspect.isfunction(function), inspect.ismethod(Base().method), inspect.isclass(Base), inspect.isbuiltin(len), inspect.isgeneratorfunction(function))
print([name for name, _ in inspect.getmembers(Base, inspect.isfunction)], inspect.getmro(bool), [(a.name, a.kind) for a in inspect.classify_class_attrs(Base) if not a.name.startswith("__")])
print(inspect.getsource(Base.method), inspect.getsourcelines(function)[1], inspect.getfile(function).endswith("test_inspect.py"), function(1, c=2))
print(inspect.getfullargspec(function), inspect.getcallargs(lambda a, b=2: 0, 1), inspect.unwrap(function) is function, inspect.getattr_static(Base(), "value").__class__)


