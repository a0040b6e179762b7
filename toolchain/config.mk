# The toolchain and the configuration: everything else is built after these.

#: make <board>_defconfig  the board's default configuration
#: make menuconfig         edit the configuration
#: make savedefconfig      make the configuration the board's default
KCONFIG := BOARD=$(BOARD) KCONFIG_CONFIG=$(OUT)/.config $(PYTHON) -m
TOOLCHAIN := $(TOOLS)/stamps/all
CONFIG_H := $(OUT)/include/config.h
FRAGMENT := $(wildcard boards/variants/$(VARIANT).config)

$(TOOLCHAIN): toolchain/install toolchain/small_unicode
	toolchain/install

# .config.made is .config as the build made it: a .config that is equal to it was not edited and follows the defaults.
$(OUT)/.config: boards/$(BOARD)/defconfig $(FRAGMENT) | $(TOOLCHAIN)
	@mkdir -p $(@D)
	@cat boards/$(BOARD)/defconfig $(FRAGMENT) >$@.seed
	@$(KCONFIG:/.config=/.config.new) defconfig $@.seed >/dev/null
	@rm $@.seed
	@if [ -f $@ ] && [ -f $@.made ] && ! cmp -s $@ $@.made && ! cmp -s $@ $@.new; then \
	    echo "  KEEP    $@: it was edited, and is older than $^; rm $@ takes their choice"; \
	    rm $@.new; touch $@; \
	else \
	    cp $@.new $@.made; mv $@.new $@; \
	fi

# olddefconfig first: a .config older than Kconfig lacks symbols, or has values that are out of range now.
# genconfig leaves a header alone that would not change. config.mk is .config for make, which starts again
# when it has made a file that it includes.
$(OUT)/config.mk: $(OUT)/.config Kconfig boards/$(BOARD)/Kconfig $(wildcard core/modules/*/Kconfig)
	@mkdir -p $(dir $(CONFIG_H))
	@cmp -s $< $<.made; edited=$$?; $(KCONFIG) olddefconfig >/dev/null; [ $$edited != 0 ] || cp $< $<.made
	@$(KCONFIG) genconfig --header-path $(CONFIG_H)
	@cp $< $@

$(CONFIG_H): $(OUT)/config.mk
	@:

%_defconfig: $(TOOLCHAIN)
	@mkdir -p build/$*
	BOARD=$* KCONFIG_CONFIG=build/$*/.config $(PYTHON) -m defconfig boards/$*/defconfig
	cp build/$*/.config build/$*/.config.made

menuconfig: $(OUT)/.config
	$(KCONFIG) menuconfig

savedefconfig: $(OUT)/.config
	$(KCONFIG) savedefconfig --out boards/$(BOARD)/defconfig

# The symbols, for recipes and for ifeq.
ifeq ($(filter clean help %_defconfig,$(MAKECMDGOALS)),)
-include $(OUT)/config.mk
endif

.PHONY: menuconfig savedefconfig
