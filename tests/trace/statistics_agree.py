# The figures of the statistics are the sums of what the dump shows.
#
# run:
# expect: run.root_traces == len(run.roots)
# expect: run.side_traces == len(run.sides)
# expect: run.codegen_requests == len(run.traces)
# expect: run.aborts.get("CODEGEN_REJECTED", 0) == 0
# expect: run.guards_from_facts == sum(t.guards_from_facts for t in run.traces)
# expect: run.guards_emitted == sum(t.guards_emitted for t in run.traces)
# expect: run.fact_bytes <= run.fact_bytes_max
# expect: run.arena_bytes <= run.arena_bytes_max
# expect: run.codegen_peak_kb > 0
# expect: run.codegen_ms > 0
# expect: run.heap_bytes_max > 0


def collatz(limit):
    longest = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n = n >> 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


print(collatz(2000))
