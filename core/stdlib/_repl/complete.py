"""What the Tab key offers: names, attributes, keywords, modules to import, keys of dicts.

Nothing is called to find out: prefixes are looked up name by name, attribute by attribute. Attributes may be
properties: looking at them runs code, as in every Python completer.
"""
import builtins
import os
import sys

KEYWORDS = ("False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
            "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
            "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield")
FOLLOWED_BY_SPACE = frozenset(KEYWORDS) - {"False", "None", "True", "break", "continue", "else", "finally", "pass", "try"}
SUFFIXES = (".py", ".mtb")


def word_before(line):
    """The dotted name at the end of the line."""
    start = len(line)
    while start > 0 and (line[start - 1].isalnum() or line[start - 1] in "_."):
        start -= 1
    return line[start:]


def complete(line, namespace):
    """(what is replaced at the end of the line, the candidates, sorted)."""
    word = word_before(line)
    words = line.split()
    if words and words[0] in ("import", "from") and "import" not in words[1:]:
        if len(words) > 1 or line.endswith(" "):
            return word, modules(word)
    if words and words[0] == "from" and "import" in words:
        return word, imported_names(words[1], word)
    if "." in word:
        return word, attributes(word, namespace)
    return word, names(word, namespace)


def names(word, namespace):
    """Keywords, names of the namespace and builtins that start with the word."""
    found = {keyword + (" " if keyword in FOLLOWED_BY_SPACE else "") for keyword in KEYWORDS if keyword.startswith(word)}
    for scope in (namespace, vars(builtins)):
        found.update(with_bracket(name, scope[name]) for name in list(scope)
                     if isinstance(name, str) and name.startswith(word) and shown(name, word))
    return sorted(found)


def attributes(word, namespace):
    """Attributes of the object before the last dot."""
    prefix, _, attribute = word.rpartition(".")
    try:
        owner = look_up(prefix, namespace)
        found = set()
        for name in dir(owner):
            if isinstance(name, str) and name.startswith(attribute) and shown(name, attribute):
                found.add(prefix + "." + with_bracket(name, getattr(owner, name, None)))
    except Exception:
        return []
    return sorted(found)


def look_up(dotted, namespace):
    """The object of a dotted name; raises what looking raises."""
    first, *rest = dotted.split(".")
    value = namespace[first] if first in namespace else getattr(builtins, first)
    for name in rest:
        value = getattr(value, name)
    return value


def shown(name, word):
    """Private names are offered to who has typed an underscore."""
    return not name.startswith("_") or word.startswith("_")


def with_bracket(name, value):
    """The name of a callable ends with an open bracket."""
    return name + "(" if callable(value) and not isinstance(value, type) else name


def modules(word):
    """Modules and packages that can be imported and start with the word."""
    package, dot, _ = word.rpartition(".")
    if dot:
        owner = sys.modules.get(package)
        folders = list(getattr(owner, "__path__", ()))
        found = set()
    else:
        folders = sys.path
        found = set(sys.builtin_module_names) | {name for name in sys.modules if "." not in name}
    for folder in folders:
        found.update(modules_in(folder or "."))
    candidates = {package + dot + name for name in found}
    return sorted(name for name in candidates if name.startswith(word) and shown(name, word))


def modules_in(folder):
    """Names of the modules in a folder."""
    try:
        entries = os.listdir(folder)
    except (OSError, TypeError):
        return
    for entry in entries:
        name = entry
        for suffix in SUFFIXES:
            name = name.removesuffix(suffix)
        if name.isidentifier() and (name != entry or os.path.isfile(f"{folder}/{entry}/__init__.py")):
            yield name


def imported_names(module, word):
    """Names of a module that is imported already."""
    owner = sys.modules.get(module)
    return sorted(name for name in dir(owner) if name.startswith(word) and shown(name, word)) if owner else []


def common_prefix(candidates):
    """The longest text that all candidates start with."""
    low, high = min(candidates), max(candidates)
    size = 0
    while size < len(low) and low[size] == high[size]:
        size += 1
    return low[:size]
