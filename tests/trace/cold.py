# A program that is over quickly makes no trace and starts no code generator.
#
# run:
# expect: run.root_traces == 0
# expect: run.codegen_requests == 0
# expect: run.fact_bytes == 0

print(sum([i * i for i in range(10)]))
