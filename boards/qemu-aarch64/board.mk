# qemu-aarch64: QEMU's virt machine with a Cortex-A53 and Debian's kernel.
ARCH := aarch64
PORT := posix
