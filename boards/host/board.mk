# host: this x86-64 machine, for development and tests.
ARCH := x86_64
PORT := posix
