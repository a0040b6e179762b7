"""graphlib, gettext, locale, stringprep-free: small modules."""
import abc
import copyreg
import gettext
import graphlib
import locale

print(list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0], list(graphlib.TopologicalSorter({2: [1], 3: [2]}).static_order()))
try:
    graphlib.TopologicalSorter({1: [2], 2: [1]}).prepare()
except graphlib.CycleError as error:
    print(error.args[0], len(error.args[1]))
sorter = graphlib.TopologicalSorter()
sorter.add("x", "y")
sorter.prepare()
print(sorter.get_ready(), sorter.done("y"), sorter.get_ready(), sorter.is_active())
print(gettext.gettext("m"), gettext.ngettext("one", "many", 2), gettext.NullTranslations().gettext("x"), locale.localeconv()["decimal_point"], locale.format_string("%.2f", 1234.5), locale.setlocale(locale.LC_ALL, "C"), locale.atof("1.5"), locale.normalize("en_US"))


class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...

    @property
    @abc.abstractmethod
    def p(self): ...


@A.register
class B:
    pass


print(isinstance(B(), A), sorted(A.__abstractmethods__), abc.get_cache_token() is not None)
try:
    A()
except TypeError as error:
    print(error)
print(copyreg.__newobj__(int, 5), copyreg._slotnames(B))
