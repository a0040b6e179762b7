# The image: Debian's kernel, a root file system in RAM with init and the application, and a read-only disk
# with both programs. A program's pages come from the disk as they are touched and can be dropped again, so
# LLVM takes no RAM when it is not in use.

#: make image              the board's kernel, root file system and disk
#: make run                boot it with the demo in it. APP=file-or-folder runs that instead, ARGS=... are its
#:                         arguments, FILES=... are put beside it, OPTIONS="-X jit-stats" are martlet's own
DEMO := boards/$(BOARD)/demo
APP ?= $(OUT)/demo
KERNEL := $(TOOLS)/kernel/Image
PROGRAMS := $(OUT)/martlet $(if $(CONFIG_JIT),$(OUT)/martlet-codegen)
STRIP := llvm-strip-$(LLVM_VERSION)
RUN = boards/$(BOARD)/run --kernel $(KERNEL) --root $(OUT)/root.cpio --programs $(OUT)/programs.squashfs \
    --cpu $(CONFIG_BOARD_CPU) --cores $(CONFIG_BOARD_CORES) --ram $(CONFIG_BOARD_RAM_MB) \
    --timeout $(CONFIG_BOARD_TIMEOUT_S)

$(OUT)/init: $(OUT)/martlet.o/boards/common/init.o
	@echo "  LINK    $@"
	@$(CC) $(MUSL_LDFLAGS) $^ $(MUSL_LDLIBS) -o $@

$(OUT)/root.cpio: $(OUT)/init
	@echo "  IMAGE   $@"
	@rm -rf $(OUT)/root && mkdir -p $(OUT)/root/lib $(OUT)/root/app
	@$(STRIP) $< -o $(OUT)/root/init
	@cp -r $(TOOLS)/kernel/modules $(OUT)/root/lib/modules
	@cd $(OUT)/root && find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet >$(abspath $@)

$(OUT)/programs.squashfs: $(PROGRAMS)
	@echo "  IMAGE   $@"
	@rm -rf $(OUT)/bin $@ && mkdir $(OUT)/bin
	@for program in $^; do $(STRIP) $$program -o $(OUT)/bin/$${program##*/}; done
	@mksquashfs $(OUT)/bin $@ -comp zstd -all-root -quiet -no-progress >/dev/null

# The demo: its program and a day of sensor readings, made with a fixed seed.
$(OUT)/demo/readings.csv: $(DEMO)/make_data.py $(DEMO)/main.py
	@echo "  DATA    $@"
	@mkdir -p $(@D)
	@cp $(DEMO)/main.py $(@D)/
	@/usr/bin/python3 $< $@

image: $(OUT)/root.cpio $(OUT)/programs.squashfs $(OUT)/demo/readings.csv

run: image
	@$(RUN) $(foreach file,$(FILES),--file $(file)) $(if $(OPTIONS),--options '$(OPTIONS)') $(APP) $(ARGS)

.PHONY: image run
