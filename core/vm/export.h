// Exports: memoryviews keep the size of what they look at from changing. CPython counts them, and takes one off the
// count as soon as nothing refers to it any more; here nobody knows that until a collection has looked.
//
// So the owner of the memory only remembers (HEAP_EXPORTED) that views of it were made. Changing its size then collects
// and looks for one that is still needed: reachable from the heap's roots, from variables of running and suspended
// frames, or from their live temporaries. A view that only stale words on the stacks refer to does not count. What is
// found wrong can only be that a size changes which CPython would protect (a view held by C code alone, or by the frame
// of a trace): memory safety does not depend on it, since every view keeps the memory it looks at.
//
// Programs that make a view for a moment and change the size after, again and again (`bytes(memoryview(b)[:n]); del
// b[:n]`), would collect each time: after EXPORT_CHECKS looks in a row that found nothing, only those are made
// whose number is a power of two, or whose collection is soon due anyway.
#ifndef MARTLET_EXPORT_H
#define MARTLET_EXPORT_H

#include "core/vm/code.h"

#define EXPORT_CHECKS 16

// To be called when a view of owner's memory is made.
static inline void export_note(Value owner) { to_object(owner)->gc |= HEAP_EXPORTED; }
static inline bool export_noted(Value owner) { return to_object(owner)->gc & HEAP_EXPORTED; }
// Whether a view of owner's memory is still needed; false after a look that was left out.
bool export_is_needed(Value owner);
// The same, and the look is never left out.
bool export_is_needed_now(Value owner);
// For visitors, while heap_wants_needed_only(): visits what a frame that stands at instruction `index` needs.
void export_visit_needed(Code *code, const Value *registers, size_t index);

#endif
