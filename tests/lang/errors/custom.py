# A user-defined exception with a message of several lines, and with notes.
class Custom(Exception):
    def __str__(self):
        return "line one\nline two"
e = Custom("arg")
e.add_note("a note")
raise e
