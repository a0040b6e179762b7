#: make BOARD=host run     the demo here, or APP=file ARGS=... OPTIONS=...
APP ?= boards/qemu-aarch64/demo/main.py

run: all
	@cd $(dir $(APP)) && $(abspath $(OUT))/martlet $(OPTIONS) $(notdir $(APP)) $(ARGS)

.PHONY: run
