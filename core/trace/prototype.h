// The one prototype of all machine code in the arena and of the exit handler: the context, PORT_TRACE_WORDS words and
// PORT_TRACE_DOUBLES doubles, all in registers. musttail needs caller and callee to agree, hence one for all.
#ifndef MARTLET_TRACE_PROTOTYPE_H
#define MARTLET_TRACE_PROTOTYPE_H

#include "core/trace/context.h"

#include "arch.h"

#define TRACE_LIST_8(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)
#define TRACE_LIST_10(X) TRACE_LIST_8(X) X(8) X(9)
#define TRACE_LIST_20(X) TRACE_LIST_10(X) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19)
#define TRACE_JOIN(a, b) a##b
#define TRACE_LIST_OF(n) TRACE_JOIN(TRACE_LIST_, n)
#define TRACE_WORD_LIST TRACE_LIST_OF(PORT_TRACE_WORDS)
#define TRACE_DOUBLE_LIST TRACE_LIST_OF(PORT_TRACE_DOUBLES)

#define TRACE_WORD_PARAMETER(n) , uint64_t w##n
#define TRACE_DOUBLE_PARAMETER(n) , double d##n
#define TRACE_PARAMETERS \
  TraceContext *context TRACE_WORD_LIST(TRACE_WORD_PARAMETER) TRACE_DOUBLE_LIST(TRACE_DOUBLE_PARAMETER)
#define TRACE_WORD_ARGUMENT(n) , w##n
#define TRACE_DOUBLE_ARGUMENT(n) , d##n
#define TRACE_ARGUMENTS context TRACE_WORD_LIST(TRACE_WORD_ARGUMENT) TRACE_DOUBLE_LIST(TRACE_DOUBLE_ARGUMENT)

#define TRACE_CALL_CONVENTION __attribute__((preserve_none))
typedef TRACE_CALL_CONVENTION uint64_t (*TraceFunction)(TRACE_PARAMETERS);

#endif
