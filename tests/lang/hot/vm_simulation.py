# A small virtual machine interpreted in a hot loop: a switch with unpredictable order.
def run(program, limit):
    acc, pc, steps, stack, memory = 0, 0, 0, [], [0] * 16
    while pc < len(program) and steps < limit:
        steps += 1
        op, arg = program[pc]
        pc += 1
        if op == "set": acc = arg
        elif op == "add": acc += memory[arg]
        elif op == "sub": acc -= arg
        elif op == "mul": acc = acc * arg % 65521
        elif op == "store": memory[arg] = acc
        elif op == "load": acc = memory[arg]
        elif op == "push": stack.append(acc)
        elif op == "pop": acc = stack.pop()
        elif op == "jnz":
            if acc != 0: pc = arg
        elif op == "jmp": pc = arg
        elif op == "halt": break
        else: raise ValueError("bad op " + op)
    return acc, pc, steps, stack, memory
program = [("set", 800), ("store", 0), ("set", 1), ("store", 1), ("load", 1), ("mul", 3), ("add", 0), ("store", 1), ("push", 0), ("pop", 0),
           ("load", 0), ("sub", 1), ("store", 0), ("jnz", 4), ("load", 1), ("halt", 0)]
print(run(program, 100000))
print(run(program[:-1] + [("nope", 0)], 500))
try:
    run(program[:-1] + [("nope", 0)], 100000)
except ValueError as e:
    print(e)
class Machine:
    def __init__(self): self.r = {"a": 0, "b": 27, "c": 0}
    def inc(self, x): self.r[x] += 1
    def halve(self, x): self.r[x] //= 2
    def triple(self, x): self.r[x] = self.r[x] * 3 + 1
    def step(self):
        if self.r["b"] == 1: return False
        getattr(self, "triple" if self.r["b"] % 2 else "halve")("b")
        self.inc("a")
        return True
m = Machine()
total = 0
for start in range(1, 120):
    m.r["b"], m.r["a"] = start, 0
    while m.step(): pass
    total += m.r["a"]
print(total)
def brainfuck(src, limit):
    jump, st = {}, []
    for i, c in enumerate(src):
        if c == "[": st.append(i)
        elif c == "]":
            j = st.pop()
            jump[i], jump[j] = j, i
    tape, p, pc, out, steps = [0] * 30, 0, 0, "", 0
    while pc < len(src) and steps < limit:
        c = src[pc]
        steps += 1
        if c == ">": p += 1
        elif c == "<": p -= 1
        elif c == "+": tape[p] = (tape[p] + 1) % 256
        elif c == "-": tape[p] = (tape[p] - 1) % 256
        elif c == ".": out += chr(tape[p])
        elif c == "[" and tape[p] == 0: pc = jump[pc]
        elif c == "]" and tape[p] != 0: pc = jump[pc]
        pc += 1
    return out, steps
print(brainfuck("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.", 100000))
def life(w, h, gens):
    g = [[(x * 7 + y * 13 + x * y) % 3 == 0 for x in range(w)] for y in range(h)]
    for _ in range(gens):
        n = [[False] * w for _ in range(h)]
        for y in range(h):
            for x in range(w):
                c = 0
                for dy in (-1, 0, 1):
                    for dx in (-1, 0, 1):
                        if (dx or dy) and g[(y + dy) % h][(x + dx) % w]: c += 1
                n[y][x] = c == 3 or (c == 2 and g[y][x])
        g = n
    return ["".join("#" if c else "." for c in r) for r in g]
for r in life(24, 12, 6): print(r)
