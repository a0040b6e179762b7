# With the JIT off nothing is recorded, however hot.
#
# run: -X jit=off
# expect: run.root_traces == 0
# expect: run.codegen_requests == 0
# expect: run.exits == 0

s = 0
for i in range(30000):
    s += i
print(s)
