# Not UTF-8, and no encoding named.
print("é")
