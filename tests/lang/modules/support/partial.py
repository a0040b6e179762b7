first = 1
raise ValueError("half way")
