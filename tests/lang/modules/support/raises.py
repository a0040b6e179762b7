raise ValueError("raised in a module")
