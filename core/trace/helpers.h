// Helpers: the C functions that traces call, by number. helpers.def is the table.
#ifndef MARTLET_TRACE_HELPERS_H
#define MARTLET_TRACE_HELPERS_H

#include <stdint.h>

typedef enum TraceHelper {
#define HELPER(name, function, result, arguments, effects) HELPER_##name,
#include "core/trace/helpers.def"
#undef HELPER
  HELPER_COUNT
} TraceHelper;

// What the helper NEXT returns at the end of an iteration: a special that no Python code sees.
#define TRACE_EXHAUSTED ((uint64_t)0x42)

typedef enum HelperEffects { HELPER_PURE, HELPER_READS, HELPER_WRITES, HELPER_ANY } HelperEffects;

typedef struct HelperInfo {
  const char *name, *arguments;
  char result;
  uint8_t effects;
} HelperInfo;
extern const HelperInfo helper_info[HELPER_COUNT];
extern void *const helper_functions[HELPER_COUNT];

// The class of a helper's result that is not EMPTY, as its shape; 0: not known.
uint32_t helper_result_shape(unsigned helper);
// How many arguments become the items of the tuple that the helper makes; 0: it is no such helper.
unsigned helper_tuple_length(unsigned helper);

// Alias classes (bits 1 << ALIAS_…) that a call may change.
uint32_t helper_clobbers(unsigned helper);

#endif
