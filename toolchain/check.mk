# Tests, benchmarks and sizes.

#: make check              everything that is tested: see tests/README.md
#: make unit               the C unit tests of this board, in build/<board>/unit/
#: make fuzz               libFuzzer with sanitizers on each tests/fuzz/*_fuzzer.c, for FUZZ_SECONDS (600) each
#: make bench              tests/bench, side by side with whatever else is installed (MICROPYTHON=path adds MicroPython)
#: make imports            what importing modules costs, from bytecode and from CPython's sources, beside CPython
#: make tidy               clang-tidy over all sources
#: make size               bytes of the stripped programs, by section and by origin

# Each tests/unit/*.c is a program with all of martlet but its main.
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/*.c))
UNIT_OBJECTS := $(filter-out %/main.o,$(PROGRAM_OBJECTS))
-include $(UNIT_PROGRAMS:$(OUT)/unit/%=$(OUT)/martlet.o/tests/unit/%.d)

$(OUT)/unit/%: $(OUT)/martlet.o/tests/unit/%.o $(UNIT_OBJECTS)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) $^ $(MUSL_LDLIBS) -o $@
.PRECIOUS: $(OUT)/martlet.o/%.o

unit: $(UNIT_PROGRAMS)

# The builds that the tests run. A board is one run of make, so these are make's only calls of itself.
check: | $(TOOLCHAIN)
	+@$(MAKE) --no-print-directory BOARD=host all unit
	+@$(MAKE) --no-print-directory BOARD=host SANITIZE=1 all unit
	+@$(MAKE) --no-print-directory BOARD=host VARIANT=tiny all
	+@$(MAKE) --no-print-directory BOARD=qemu-aarch64 all image
	+@$(MAKE) --no-print-directory BOARD=qemu-aarch64 VARIANT=minimal martlet
	tests/check

# Fuzzers are martlet without its main, instrumented: VARIANT=fuzz. What they find stays in build/fuzz/NAME.
FUZZ_SECONDS := 600
FUZZERS := $(wildcard tests/fuzz/*_fuzzer.c)
FUZZ_NAMES := $(FUZZERS:tests/fuzz/%.c=%)
-include $(FUZZ_NAMES:%=$(OUT)/martlet.o/tests/fuzz/%.d)

$(FUZZ_NAMES:%=$(OUT)/fuzz/%): $(OUT)/fuzz/%: $(OUT)/martlet.o/tests/fuzz/%.o $(UNIT_OBJECTS)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) -fsanitize=fuzzer $^ $(MUSL_LDLIBS) -o $@

fuzzers: $(FUZZ_NAMES:%=$(OUT)/fuzz/%)

fuzz: | $(TOOLCHAIN)
	+@$(MAKE) --no-print-directory BOARD=host all
	+@$(MAKE) --no-print-directory BOARD=host VARIANT=fuzz fuzzers
	tests/fuzz/search --seconds $(FUZZ_SECONDS) $(FUZZ_NAMES:%=build/host-fuzz/fuzz/%)

bench: | $(TOOLCHAIN)
	+@$(MAKE) --no-print-directory BOARD=host all
	MICROPYTHON="$(MICROPYTHON)" tests/bench/run

imports: | $(TOOLCHAIN)
	+@$(MAKE) --no-print-directory BOARD=host all
	tests/bench/imports

size: $(OUT)/martlet $(if $(CONFIG_JIT),$(OUT)/martlet-codegen)
	@toolchain/size $^
	@echo "frozen modules, bytes of bytecode:"
	@sed 's/^/    /' $(FROZEN).sizes

tidy: $(CONFIG_H)
	clang-tidy-$(LLVM_VERSION) --quiet $(MARTLET_SOURCES) -- $(filter-out -MMD -MP,$(CFLAGS)) $(MUSL_CFLAGS) -D_GNU_SOURCE

.PHONY: check unit fuzz fuzzers bench imports size tidy
