"""What the builtin help() shows: signature, documentation and members of an object, as plain text without a pager.

CPython's pydoc draws in half of its library for this; here nothing is imported but what the user asks about.
"""
import sys

INTRODUCTION = """\
help(object) shows its signature, documentation and members.
help('name') shows a module, a keyword's place in the language, or the object of a dotted name.
help('modules') lists the modules that are built in, help('keywords') the keywords.
"""
KEYWORDS = {
    "statements": ("assert", "break", "class", "continue", "def", "del", "for", "from", "global", "if", "import",
                   "nonlocal", "pass", "raise", "return", "try", "while", "with"),
    "parts of statements": ("as", "async", "elif", "else", "except", "finally"),
    "expressions": ("and", "await", "in", "is", "lambda", "not", "or", "yield"),
    "constants": ("False", "None", "True"),
}
MISSING = object()


def help(request=MISSING):
    """Print the help for an object or a name."""
    if request is MISSING:
        text = INTRODUCTION
    elif isinstance(request, str):
        text = about_name(request)
    else:
        text = about(request)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def about_name(name):
    """Help for a word: a topic, a keyword, a module or a dotted name."""
    if name == "modules":
        return "\n".join(columns(sorted(set(sys.builtin_module_names) | {m for m in sys.modules if "." not in m})))
    if name == "keywords":
        return "\n".join(f"{kind}: {' '.join(words)}" for kind, words in KEYWORDS.items())
    for kind, words in KEYWORDS.items():
        if name in words:
            return f"{name} is a keyword, used in {kind}."
    found = find(name)
    if found is MISSING:
        return f"No Python documentation found for {name!r}."
    return about(found)


def find(name):
    """The object of a dotted name: modules first, then attributes of builtins."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        if not all(part.isidentifier() for part in parts):
            break
        module = ".".join(parts[:size])
        try:
            __import__(module)
            return attribute(sys.modules[module], parts[size:])
        except ImportError:
            continue
        except AttributeError:
            break
    try:
        return attribute(sys.modules["builtins"], parts)
    except AttributeError:
        return MISSING


def attribute(value, names):
    """value.a.b for names a, b."""
    for name in names:
        value = getattr(value, name)
    return value


def about(value):
    """Help for an object, by what it is."""
    kind = type(value)
    if kind.__name__ == "module":
        return about_module(value)
    if isinstance(value, type):
        return about_class(value)
    if callable(value) and hasattr(value, "__name__"):
        return f"{describe(value)}\n\n" + entry(value.__name__, value)
    return f"Help on {kind.__name__} object:\n\n" + about_class(kind)


def describe(value):
    """The heading of a function."""
    module = getattr(value, "__module__", None)
    kind = "built-in function" if "builtin" in type(value).__name__ else type(value).__name__
    return f"Help on {kind} {value.__name__}" + (f" in module {module}:" if module else ":")


def about_module(module):
    """Documentation, classes, functions and data of a module."""
    names = getattr(module, "__all__", None) or [name for name in dir(module) if not name.startswith("_")]
    members = [(name, getattr(module, name, None)) for name in names]
    parts = [f"Help on module {module.__name__}:", section("DESCRIPTION", document(module))]
    parts.append(section("CLASSES", "\n".join(
        f"{name}({', '.join(base.__name__ for base in value.__bases__)})" for name, value in members
        if isinstance(value, type))))
    parts.append(section("FUNCTIONS", "\n\n".join(
        entry(name, value) for name, value in members if callable(value) and not isinstance(value, type))))
    parts.append(section("DATA", "\n".join(
        f"{name} = {short(value)}" for name, value in members
        if not callable(value) and type(value).__name__ != "module")))
    parts.append(section("FILE", getattr(module, "__file__", None) or "(built-in)"))
    return "\n\n".join(part for part in parts if part)


def about_class(kind):
    """Documentation and own members of a class."""
    bases = ", ".join(base.__name__ for base in kind.__bases__)
    parts = [f"class {kind.__name__}({bases})", indent(document(kind))]
    if len(kind.__mro__) > 2:
        parts.append(indent("Method resolution order: " + ", ".join(base.__name__ for base in kind.__mro__)))
    methods, data = [], []
    for name, value in sorted(vars(kind).items()):
        if name.startswith("_") and name not in ("__init__", "__call__", "__enter__", "__exit__"):
            continue
        function = getattr(value, "__func__", value)
        if callable(function):
            prefix = type(value).__name__ + " " if function is not value else ""
            methods.append(prefix + entry(name, function))
        else:
            data.append(name + (": " + document(value).split("\n")[0] if hasattr(value, "__get__") else " = " + short(value)))
    parts.append(indent("\n\n".join(methods)))
    parts.append(indent("\n".join(data)))
    return "\n\n".join(part for part in parts if part)


def entry(name, function):
    """Signature and documentation of a function."""
    return name + signature(function) + ("\n" + indent(document(function)) if document(function) else "")


def signature(function):
    """The parameters of a function as in its definition; (...) when they are not known."""
    function = getattr(function, "__func__", function)
    text = getattr(function, "__text_signature__", None)
    if text is not None:
        return text.replace("$", "")
    code = getattr(function, "__code__", None)
    if code is None:
        return "(...)"
    return "(" + ", ".join(parameters(function, code)) + ")" + result_of(function)


def parameters(function, code):
    """The texts of the parameters, with defaults and annotations."""
    names, positional = code.co_varnames, code.co_argcount
    keyword_only = code.co_kwonlyargcount
    annotations = getattr(function, "__annotations__", {})
    defaults = function.__defaults__ or ()
    texts = []
    for index, name in enumerate(names[:positional]):
        missing = index - (positional - len(defaults))
        texts.append(parameter(name, annotations, defaults[missing] if missing >= 0 else MISSING))
        if index + 1 == code.co_posonlyargcount:
            texts.append("/")
    rest = positional + keyword_only
    if code.co_flags & 4:
        texts.append("*" + parameter(names[rest], annotations, MISSING))
        rest += 1
    elif keyword_only:
        texts.append("*")
    for name in names[positional:positional + keyword_only]:
        texts.append(parameter(name, annotations, (function.__kwdefaults__ or {}).get(name, MISSING)))
    if code.co_flags & 8:
        texts.append("**" + parameter(names[rest], annotations, MISSING))
    return texts


def parameter(name, annotations, default):
    """One parameter."""
    text = name
    if name in annotations:
        text += ": " + annotation(annotations[name])
    if default is not MISSING:
        text += (" = " if name in annotations else "=") + short(default)
    return text


def result_of(function):
    """The annotation of the result."""
    annotations = getattr(function, "__annotations__", None) or {}
    return " -> " + annotation(annotations["return"]) if "return" in annotations else ""


def annotation(value):
    """An annotation as one would write it."""
    return value.__name__ if isinstance(value, type) else value if isinstance(value, str) else repr(value)


def document(value):
    """The documentation of an object, without the indentation of its source."""
    text = getattr(value, "__doc__", None)
    if not isinstance(text, str):
        return ""
    lines = text.expandtabs().strip().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0]] + [line[margin:].rstrip() for line in lines[1:]])


def section(title, text):
    """A titled block; nothing for no text."""
    return f"{title}\n{indent(text)}" if text else ""


def indent(text):
    """The text four columns to the right."""
    return "\n".join("    " + line if line else line for line in text.split("\n")) if text else ""


def short(value):
    """The repr of a value, cut to one line."""
    text = repr(value)
    return text if len(text) <= 60 and "\n" not in text else text.split("\n")[0][:57] + "..."


def columns(names, width=78):
    """Names side by side."""
    size = max(map(len, names), default=1) + 2
    per_row = max(1, width // size)
    return ["".join(name.ljust(size) for name in names[start:start + per_row]).rstrip()
            for start in range(0, len(names), per_row)]
