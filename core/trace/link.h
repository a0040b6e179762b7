// Linking the trace that is being recorded to another trace at a loop header.
#ifndef MARTLET_TRACE_LINK_H
#define MARTLET_TRACE_LINK_H

#include "core/trace/trace.h"

// At the start of a side trace: finds which of its PARAMs are invariants of the root's body, and has every exit hand
// them on.
void link_start_side(const Exit *exit);
// The references found, by body argument number (TRACE_BODY_ARGUMENTS_MAX of them; NO_REF: not available).
const Ref *link_body_refs(void);
// If the body of `target` can be entered from the recorder's state: emits what is missing, sets
// builder.leave_arguments, true.
bool link_prepare_body(const Trace *target);
// Otherwise: stores every slot that differs from memory, moves the context's base to the current frame.
void link_prepare_entry(void);

#endif
