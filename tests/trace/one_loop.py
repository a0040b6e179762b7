# The simplest loop becomes one root trace that loops in registers: no boxed value, no call, nothing read from the heap.
#
# run:
# expect: run.root_traces >= 1
# expect: run.at(line("for i in range"))[0].loops
# expect: run.at(line("for i in range"))[0].body_count("CALL|LOAD_|STORE_|BOX_|UNBOX_") == 0
# expect: run.at(line("for i in range"))[0].body_count("GUARD_IS_INT|GUARD_SHAPE") == 0
# expect: run.codegen_requests >= 1
# expect: run.arena_bytes > 0
# expect: run.evictions == 0


def total(n):
    s = 0
    for i in range(n):
        s = s + i
    return s


print(total(20000))
