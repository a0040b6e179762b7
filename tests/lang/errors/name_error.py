# Misspelled names come with a suggestion.
value = 1
try:
    print(valeu)
except NameError as e:
    print(e)
class C:
    def __init__(self): self.attribute = 1
C().atribute
