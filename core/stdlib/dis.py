"""Martlet's instructions as text. CPython's are another machine's: what depends on their encoding is not here."""
import collections
import sys
import types

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "show_code", "COMPILER_FLAG_NAMES",
           "pretty_flags"]

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
                       64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}

Positions = collections.namedtuple("Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4)


def pretty_flags(flags):
    """The names of code flags."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    if rest or not names:
        names.append(hex(rest))
    return ", ".join(names)


def _code_of(x):
    """The code of a function, method, generator or source text."""
    x = getattr(x, "__func__", x)
    for name in "__code__", "gi_code", "ag_code", "cr_code":
        x = getattr(x, name, x)
    if isinstance(x, str):
        try:
            return compile(x, "<disassembly>", "eval")
        except SyntaxError:
            return compile(x, "<disassembly>", "exec")
    return x


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Print the instructions of a function, class, module, source text or, without an argument, of the last traceback."""
    if x is None:
        distb(file=file)
        return
    code = _code_of(x)
    if isinstance(code, types.CodeType):
        disassemble(code, file=file)
        return
    if not hasattr(code, "__dict__"):
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")
    for name, item in sorted(code.__dict__.items()):
        item = getattr(item, "__func__", item)
        if isinstance(item, (types.FunctionType, types.CodeType, type)):
            print(f"Disassembly of {name}:", file=file)
            dis(item, file=file)
            print(file=file)


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of a code object."""
    import _opcode
    print(_opcode.disassemble(code), end="", file=file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of the innermost function of a traceback, by default the last one."""
    if tb is None:
        if not hasattr(sys, "last_traceback"):
            raise RuntimeError("no last traceback to disassemble")
        tb = sys.last_traceback
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, file=file)


def code_info(x):
    """What is known of a code object, as text."""
    code = _code_of(x)
    if not isinstance(code, types.CodeType):
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}", f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}", f"Number of locals:  {code.co_nlocals}",
             f"Stack size:        {code.co_stacksize}", f"Flags:             {pretty_flags(code.co_flags)}"]
    for title, items in ("Constants", map(repr, code.co_consts)), ("Variable names", code.co_varnames), \
            ("Free variables", code.co_freevars):
        items = list(items)
        if items:
            lines.append(f"{title}:")
            lines += [f"{i:4d}: {item}" for i, item in enumerate(items)]
    return "\n".join(lines)


def show_code(code, *, file=None):
    """Print what is known of a code object."""
    print(code_info(code), file=file)


def findlinestarts(code):
    """Pairs of an instruction's offset and the line that begins there."""
    last = None
    for start, _, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line
