# The image: Debian's kernel and a root file system in RAM with init, both programs and the application.

#: make image              the board's root file system with the demo
#: make run                boot it; APP=file-or-folder ARGS=... run another program than the demo,
#:                         FILES=... put files beside it, OPTIONS="-X jit-stats" are martlet's own
APP ?= boards/$(BOARD)/demo
ROOT := $(OUT)/root
KERNEL := $(TOOLS)/kernel/Image
PROGRAMS := $(OUT)/martlet $(if $(CONFIG_JIT),$(OUT)/martlet-codegen)
RUN = boards/$(BOARD)/run --kernel $(KERNEL) --root $(OUT)/root.cpio --cpu $(CONFIG_BOARD_CPU) \
    --cores $(CONFIG_BOARD_CORES) --ram $(CONFIG_BOARD_RAM_MB) --timeout $(CONFIG_BOARD_TIMEOUT_S)

$(OUT)/init: $(OUT)/martlet.o/boards/common/init.o
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) $^ $(MUSL_LDLIBS) -o $@

$(OUT)/root.cpio: $(OUT)/init $(PROGRAMS) | $(TOOLCHAIN)
	@echo "  IMAGE   $@"
	@rm -rf $(ROOT) && mkdir -p $(ROOT)/bin $(ROOT)/lib $(ROOT)/app
	@for program in $(PROGRAMS); do llvm-strip-$(LLVM_VERSION) $$program -o $(ROOT)/bin/$${program##*/}; done
	@llvm-strip-$(LLVM_VERSION) $(OUT)/init -o $(ROOT)/init
	@cp -r $(TOOLS)/kernel/modules $(ROOT)/lib/modules
	@cd $(ROOT) && find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet >$(abspath $@)
	@rm -rf $(ROOT)

image: $(OUT)/root.cpio

run: image
	@$(RUN) $(foreach file,$(FILES),--file $(file)) $(if $(OPTIONS),--options '$(OPTIONS)') $(APP) $(ARGS)

.PHONY: image run
