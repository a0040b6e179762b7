# Martlet. `make help` lists the targets. Everything is built in build/<board>/; nothing else is written.

BOARD ?= qemu-aarch64
# VARIANT=name builds a second time, in build/<board>-name/, with boards/variants/name.config on top of
# the board's defconfig. SANITIZE=1 is the variant asan: glibc, ASan and UBSan, for tests on host.
ifeq ($(SANITIZE),1)
VARIANT := asan
endif

ifeq ($(wildcard boards/$(BOARD)/board.mk),)
$(error no such board: $(BOARD); there are: $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk)))
endif
include boards/$(BOARD)/board.mk

OUT := build/$(BOARD)$(addprefix -,$(VARIANT))
TOOLS := build/toolchain
PYTHON := /usr/bin/python3

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:

all: martlet codegen

include toolchain/config.mk
include toolchain/compile.mk
include toolchain/check.mk
-include boards/$(BOARD)/image.mk

help:
	@sed -n 's/^#: //p' $(MAKEFILE_LIST)
	@echo "Boards: $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk)); now BOARD=$(BOARD)"

#: make                    martlet and martlet-codegen in build/<board>/
#: make BOARD=host         the same for this machine
#: make clean              remove build/, but keep build/toolchain
clean:
	find build -mindepth 1 -maxdepth 1 ! -name toolchain -exec rm -rf {} + 2>/dev/null || true

.PHONY: all help clean FORCE
