# The toolchain and the configuration: everything else is built after these.

#: make <board>_defconfig  the board's default configuration
#: make menuconfig         edit the configuration
#: make savedefconfig      make the configuration the board's default
KCONFIG := BOARD=$(BOARD) KCONFIG_CONFIG=$(OUT)/.config $(PYTHON) -m
TOOLCHAIN := $(TOOLS)/stamps/all
CONFIG_H := $(OUT)/include/config.h
FRAGMENT := $(wildcard boards/variants/$(VARIANT).config)

$(TOOLCHAIN): toolchain/install
	toolchain/install

$(OUT)/.config: $(FRAGMENT) | $(TOOLCHAIN)
	@mkdir -p $(@D)
	@cat boards/$(BOARD)/defconfig $(FRAGMENT) >$@.seed
	@$(KCONFIG) defconfig $@.seed >/dev/null
	@rm $@.seed

# olddefconfig first: a .config older than Kconfig lacks symbols, or has values that are out of range now.
# genconfig leaves a header alone that would not change. config.mk is .config for make, which starts again
# when it has made a file that it includes.
$(OUT)/config.mk: $(OUT)/.config Kconfig boards/$(BOARD)/Kconfig $(wildcard core/modules/*/Kconfig)
	@mkdir -p $(dir $(CONFIG_H))
	@$(KCONFIG) olddefconfig >/dev/null
	@$(KCONFIG) genconfig --header-path $(CONFIG_H)
	@cp $< $@

$(CONFIG_H): $(OUT)/config.mk
	@:

%_defconfig: $(TOOLCHAIN)
	@mkdir -p build/$*
	BOARD=$* KCONFIG_CONFIG=build/$*/.config $(PYTHON) -m defconfig boards/$*/defconfig

menuconfig: $(OUT)/.config
	$(KCONFIG) menuconfig

savedefconfig: $(OUT)/.config
	$(KCONFIG) savedefconfig --out boards/$(BOARD)/defconfig

# The symbols, for recipes and for ifeq.
ifeq ($(filter clean help %_defconfig,$(MAKECMDGOALS)),)
-include $(OUT)/config.mk
endif

.PHONY: menuconfig savedefconfig
