"""textwrap: wrap, fill, dedent, indent, shorten."""
import textwrap

TEXT = "The quick brown fox jumps over the lazy dog, and antidisestablishmentarianism follows--quite slowly."
print(textwrap.wrap(TEXT, 20), textwrap.wrap(TEXT, 10, break_long_words=False), textwrap.wrap("", 5))
print(textwrap.fill(TEXT, 30, initial_indent="* ", subsequent_indent="  "))
print(repr(textwrap.dedent("    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb\n", "> ")))
print(repr(textwrap.indent("a\n\nb\n", "> ", lambda line: True)))
print(textwrap.shorten(TEXT, 30), textwrap.shorten(TEXT, 20, placeholder="~"))
wrapper = textwrap.TextWrapper(width=15, max_lines=2, placeholder=" [...]", drop_whitespace=True, tabsize=4)
print(wrapper.wrap(TEXT), wrapper.wrap("a\tb   c"))
try:
    textwrap.wrap("x", 0)
except ValueError as error:
    print(error)
