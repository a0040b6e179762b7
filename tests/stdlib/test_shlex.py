"""shlex: splitting, quoting, joining, the lexer."""
import shlex

print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h"), shlex.split("a # b", comments=True), shlex.split("x 'y'z", posix=False), shlex.split(""))
print(shlex.quote("safe-1.2/x"), shlex.quote("it's"), shlex.quote(""), shlex.join(["a b", "c", "$d"]))
for bad in "'open", 'x "y', "z\\":
    try:
        shlex.split(bad)
    except ValueError as error:
        print(error)
lexer = shlex.shlex("a=b+c;  'q' \"r\" ~/x", posix=True, punctuation_chars=True)
print(list(lexer), lexer.lineno)
lexer = shlex.shlex("one two\nthree")
print(lexer.get_token(), lexer.push_token("pushed"), lexer.get_token(), list(lexer), lexer.get_token() == lexer.eof)
