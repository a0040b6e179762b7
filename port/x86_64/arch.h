// What the interpreter and the trace machinery must know of the processor.
#ifndef MARTLET_PORT_ARCH_H
#define MARTLET_PORT_ARCH_H

// The compiler knows preserve_none and musttail here: handlers and traces pass everything in registers.
#define PORT_HAS_PRESERVE_NONE 1

// The trace prototype: one context pointer, this many 64-bit words and doubles, all in registers.
#define PORT_TRACE_WORDS 10
#define PORT_TRACE_DOUBLES 8

#endif
