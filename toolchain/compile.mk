# How the sources become the two programs. Sources are found by folder: adding a file needs no change here.
#
#   martlet          core/ without core/codegen, port/$(PORT), port/$(ARCH); static, musl
#   martlet-codegen  core/codegen, the port, LLVM; static, glibc

#: make martlet            the interpreter with its trace compiler's front end
#: make codegen            martlet-codegen, which contains LLVM
LLVM_VERSION := 19
CC := clang-$(LLVM_VERSION)

PORT_SOURCES := $(wildcard port/$(PORT)/*.c port/$(ARCH)/*.c)
CODEGEN_SOURCES := $(wildcard core/codegen/*.c)
# Without the JIT, core/trace/absent.c stands in for the trace compiler.
TRACE_LEFT_OUT := $(if $(CONFIG_JIT),core/trace/absent.c,$(filter-out %/absent.c,$(wildcard core/trace/*.c)))
MARTLET_SOURCES := $(filter-out $(CODEGEN_SOURCES) $(TRACE_LEFT_OUT),$(wildcard core/*/*.c core/*/*/*.c)) $(PORT_SOURCES)

# Modules written in Python: core/stdlib/a.py is a, core/stdlib/a/__init__.py is a, core/stdlib/a/b.py is a.b.
STDLIB_FILES := $(shell find core/stdlib -name '*.py')
STDLIB_NAMES := $(sort $(subst /,.,$(patsubst %/__init__,%,$(STDLIB_FILES:core/stdlib/%.py=%))))
FROZEN_CHOICE := $(subst ",,$(CONFIG_FROZEN_MODULES))
# "all" among others stands for the rest.
FROZEN_NAMES = $(foreach name,$(FROZEN_CHOICE),$(if $(filter all,$(name)),$(filter-out $(FROZEN_CHOICE),$(STDLIB_NAMES)),$(name)))
FROZEN_LIBRARY_NAMES := $(subst ",,$(CONFIG_STDLIB_FROM_CPYTHON))
CPYTHON_LIBRARY := /usr/lib/python3.11
# Modules are compiled to bytecode by a martlet of this machine that has none frozen: the same bytecode on every board.
BOOTSTRAP := build/host/bootstrap
FROZEN := $(OUT)/generated/frozen
FROZEN_C := $(FROZEN).c
FROZEN_IN_PLACE := $(filter-out all,$(subst ",,$(CONFIG_FROZEN_IN_PLACE)))

WARNINGS := -Wall -Wextra -Werror
CFLAGS := -std=gnu17 $(if $(CONFIG_OPTIMIZE_FOR_SIZE),-Oz -flto,-O2) $(WARNINGS) -ffp-contract=off -fno-strict-aliasing \
    -ffunction-sections -fdata-sections -I. -Iport/$(ARCH) -I$(OUT)/include -include $(CONFIG_H) -MMD -MP

# Debian's multiarch name and sysroot of the target, for musl and for glibc.
ifeq ($(ARCH),x86_64)
PREFIX := /usr
else
PREFIX := $(abspath $(TOOLS))/sysroot/usr
endif
GCC_LIB := $(PREFIX)/lib/gcc/$(ARCH)-linux-gnu/12
MUSL_LIB := $(PREFIX)/lib/$(ARCH)-linux-musl

# Functions of equal code become one even where their addresses are taken: where the interpreter compares them, it asks
# what they do. What repeats in outlined functions is outlined once more.
SMALL_LDFLAGS := -Wl,--icf=all -Wl,-mllvm,-machine-outliner-reruns=3

# musl: headers and start files are named one by one, so that nothing of glibc can slip in.
MUSL_CFLAGS := --target=$(ARCH)-linux-musl -nostdlibinc -fno-asynchronous-unwind-tables \
    -isystem $(PREFIX)/include/$(ARCH)-linux-musl -isystem $(TOOLS)/$(ARCH)/include
MUSL_LDFLAGS := --target=$(ARCH)-linux-musl -fuse-ld=lld -static -nostdlib -Wl,--gc-sections -Wl,-O2 \
    $(if $(CONFIG_OPTIMIZE_FOR_SIZE),$(SMALL_LDFLAGS),-Wl,--icf=safe) $(MUSL_LIB)/crt1.o $(MUSL_LIB)/crti.o
LIBRARIES := -lpcre2-match -lpcre2-8 -lz -lmbedcrypto -lb2
MUSL_LDLIBS := -L$(TOOLS)/$(ARCH)/lib -ltommath $(LIBRARIES) -L$(MUSL_LIB) -lm -lc $(GCC_LIB)/libgcc.a \
    $(GCC_LIB)/libgcc_eh.a -lc $(MUSL_LIB)/crtn.o

# glibc, for martlet-codegen: LLVM's static libraries are Debian's, which are built for glibc.
LLVM_TARGET_x86_64 := x86codegen
LLVM_TARGET_aarch64 := aarch64codegen
LLVM_CONFIG := llvm-config-$(LLVM_VERSION)
LLVM_LIB := $(PREFIX)/lib/llvm-$(LLVM_VERSION)/lib
LLVM_LIBS := $(shell $(LLVM_CONFIG) --link-static --libs $(LLVM_TARGET_$(ARCH)) passes core 2>/dev/null)
GLIBC_CFLAGS := --target=$(ARCH)-linux-gnu -isystem $(PREFIX)/lib/llvm-$(LLVM_VERSION)/include
GLIBC_LDFLAGS := --target=$(ARCH)-linux-gnu -fuse-ld=lld -static -Wl,--gc-sections -Wl,-O2
GLIBC_LDLIBS = -L$(LLVM_LIB) $(LLVM_LIBS) -lstdc++ -lz -lzstd -ltinfo -lm
ifneq ($(ARCH),x86_64)
GLIBC_CFLAGS += --sysroot=$(TOOLS)/sysroot
GLIBC_LDFLAGS += --sysroot=$(TOOLS)/sysroot --gcc-install-dir=$(GCC_LIB)
endif

# Sanitizers need glibc and shared libraries. The heap scans the C stack itself, so locals must stay on it. The check of
# functions' types looks at words before the function, which compiled traces do not have.
ifneq ($(filter asan fuzz,$(VARIANT)),)
SANITIZERS := -fsanitize=address,undefined -fno-sanitize=function -fno-sanitize-recover=undefined -fno-omit-frame-pointer \
    -fsanitize-address-use-after-return=never
CFLAGS := $(filter-out -O2,$(CFLAGS)) -O1 -g $(SANITIZERS) $(if $(filter fuzz,$(VARIANT)),-fsanitize=fuzzer-no-link)
MUSL_CFLAGS := -isystem $(TOOLS)/$(ARCH)/include
MUSL_LDFLAGS := -fuse-ld=lld $(SANITIZERS)
# Ours, too, call nothing that glibc does not have.
MUSL_LDLIBS := -ltommath -lm -L$(TOOLS)/$(ARCH)/lib $(LIBRARIES)
GLIBC_LDFLAGS := -fuse-ld=lld $(SANITIZERS)
GLIBC_LDLIBS := -L$(LLVM_LIB) -lLLVM-$(LLVM_VERSION)
PORT_SOURCES += toolchain/asan_options.c
MARTLET_SOURCES += toolchain/asan_options.c
endif

# Flags of one folder or one file go here: CFLAGS_core/vm := ..., CFLAGS_core/vm/loop.c := ...
# The static `vm` is addressed directly, not through a table of addresses.
# What of POSIX and Linux the modules over it see must not depend on which header comes first.
CFLAGS_core/modules/system := -D_GNU_SOURCE
CFLAGS_port/posix := -D_GNU_SOURCE
CFLAGS_core/vm := -fdirect-access-external-data
# A few compares in a row predict better than a table of their own behind the dispatch.
CFLAGS_core/vm/interpreter.c := -fno-jump-tables
# No program spends its time in these: they are compiled for size.
COLD := core/syntax core/modules/language core/modules/system \
    $(addprefix core/trace/,arena.c assumptions.c builder.c codegen_client.c dump.c facts.c finish.c fold.c install.c \
        known.c link.c loop.c range_allocator.c record_arithmetic.c record_calls.c \
        record_consumers.c record_displays.c record_iterators.c \
        record_exceptions.c record_generators.c record_loops.c record_objects.c record_values.c recorder.c stats.c) \
    $(addprefix core/vm/,append_site.c code_check.c code_kinds.c code_object.c code_replace.c command_line.c disassemble.c \
        export.c finalise.c frame_inspect.c frame_jump.c frame_object.c image_check.c image_load.c image_packed.c image_write.c import.c import_find.c import_lock.c \
        line_trace.c liveness.c main.c repl.c run.c signals.c source_text.c suggestion.c traceback.c traceback_anchors.c unraisable.c warning.c) \
    $(addprefix core/object/,async_generator.c base_object.c class.c class_bases.c class_layout.c codec.c complex.c \
        descriptors.c exception_group.c exception_types.c fixed_decimal.c generic_alias.c iterator_state.c \
        memoryview.c memoryview_cast.c module.c mro.c reduce.c singletons.c slot_methods.c type_object.c union_type.c weakref.c) \
    $(addprefix core/modules/,builtins_compile.c builtins_scope.c gc.c imp.c interactive.c io.c io_base.c io_common.c \
        io_file.c io_memory.c io_raw.c io_state.c jit.c path.c simple_namespace.c struct_sequence.c sys.c sys_async.c time.c \
        weakref_proxy.c) \
    $(addprefix core/modules/data/,array_pickle.c cmath.c hash.c hash_blake2.c hash_mbedtls.c hash_sha3.c marshal.c \
        marshal_read.c marshal_write.c statistics.c zlib.c zlib_stream.c) \
    $(addprefix core/modules/text/,codecs.c codecs_charmap.c codecs_convert.c codecs_errors.c codecs_escape.c \
        codecs_utf7.c re_case.c re_escape.c re_flags.c re_parse.c re_pattern.c re_template.c re_token.c re_translate.c \
        string.c)
ifeq ($(filter asan fuzz,$(VARIANT)),)
$(foreach part,$(COLD),$(eval CFLAGS_$(part) += -Oz))
endif
source_flags = $(CFLAGS) $(CFLAGS_$(patsubst %/,%,$(dir $<))) $(CFLAGS_$<)

# What a target depends on besides files: the flags, and which files there are. Each NAME.list holds the
# value of LIST_NAME and is written only when that has changed.
LIST_flags = $(CFLAGS) $(foreach v,$(filter CFLAGS_%,$(.VARIABLES)),$v=$($v)) $(MUSL_CFLAGS) $(GLIBC_CFLAGS)
LIST_frozen = $(FROZEN_NAMES) -- $(FROZEN_LIBRARY_NAMES) -- $(FROZEN_IN_PLACE) $(CONFIG_FROZEN_DETAILS)
LIST_martlet = $(PROGRAM_OBJECTS) $(MUSL_LDFLAGS) $(MUSL_LDLIBS)
LIST_codegen = $(CODEGEN_OBJECTS) $(GLIBC_LDFLAGS) $(GLIBC_LDLIBS)
$(addprefix $(OUT)/,flags.list frozen.list martlet.list codegen.list): $(OUT)/%.list: FORCE
	@mkdir -p $(@D)
	@echo '$(LIST_$*)' | cmp -s - $@ || echo '$(LIST_$*)' >$@

MARTLET_OBJECTS := $(MARTLET_SOURCES:%.c=$(OUT)/martlet.o/%.o)
PROGRAM_OBJECTS := $(MARTLET_OBJECTS) $(OUT)/martlet.o/$(FROZEN_C:.c=.o)
CODEGEN_OBJECTS := $(patsubst %.c,$(OUT)/codegen.o/%.o,$(CODEGEN_SOURCES) $(PORT_SOURCES))

$(FROZEN).mtb: $(STDLIB_FILES) $(OUT)/frozen.list toolchain/freeze $(BOOTSTRAP)
	@mkdir -p $(@D)
	@echo "  FREEZE  $@"
	@$(BOOTSTRAP) toolchain/freeze $(FROZEN) $(if $(CONFIG_FROZEN_DETAILS),y,n) core/stdlib $(CPYTHON_LIBRARY) \
	    $(FROZEN_NAMES) -- $(FROZEN_LIBRARY_NAMES) -- $(FROZEN_IN_PLACE)

$(FROZEN).packed: $(FROZEN).mtb toolchain/pack core/vm/image.h core/vm/image_packed.h core/vm/bytecode.def
	@echo "  PACK    $@"
	@toolchain/pack $(FROZEN).groups core/vm $@

$(FROZEN_C): $(FROZEN).mtb $(FROZEN).packed
	@printf '__asm__(".section .rodata.frozen_%s,\\"a\\"; .balign 16; .globl frozen_%s; frozen_%s: .incbin \\"%s\\"");\n' \
	    image image image $(FROZEN).mtb groups groups groups $(FROZEN).packed >$@

ifeq ($(OUT),build/host)
bootstrap: $(BOOTSTRAP)
$(BOOTSTRAP): $(MARTLET_OBJECTS) $(OUT)/martlet.o/toolchain/nothing_frozen.o $(OUT)/martlet.list
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) $(filter %.o,$^) $(MUSL_LDLIBS) -o $@
else
$(BOOTSTRAP): FORCE
	+@$(MAKE) --no-print-directory BOARD=host VARIANT= SANITIZE= bootstrap
endif

$(OUT)/martlet.o/%.o: %.c $(CONFIG_H) $(OUT)/flags.list | $(TOOLCHAIN)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(source_flags) $(MUSL_CFLAGS) -c $< -o $@

$(OUT)/codegen.o/%.o: %.c $(CONFIG_H) $(OUT)/flags.list | $(TOOLCHAIN)
	@mkdir -p $(@D)
	@echo "  CC      $< (codegen)"
	@$(CC) $(source_flags) $(GLIBC_CFLAGS) -c $< -o $@

$(OUT)/martlet: $(PROGRAM_OBJECTS) $(OUT)/martlet.list
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) -Wl,-Map=$@.map $(PROGRAM_OBJECTS) $(MUSL_LDLIBS) -o $@

$(OUT)/martlet-codegen: $(CODEGEN_OBJECTS) $(OUT)/codegen.list
	@echo "  LINK    $@"
	@$(CC) $(GLIBC_LDFLAGS) $(CODEGEN_OBJECTS) $(GLIBC_LDLIBS) -o $@

martlet: $(OUT)/martlet
codegen: $(if $(CONFIG_JIT),$(OUT)/martlet-codegen)

-include $(PROGRAM_OBJECTS:.o=.d) $(CODEGEN_OBJECTS:.o=.d)

.PHONY: martlet codegen bootstrap
