// BaseExceptionGroup and ExceptionGroup: exceptions that hold others, and what `except*` does with them.
//
// In the Exception structure, extra[0] is the message and extra[1] the tuple of exceptions. Trees of groups are walked
// recursively, with the C stack checked.
#ifndef MARTLET_EXCEPTION_GROUP_H
#define MARTLET_EXCEPTION_GROUP_H

#include "core/object/exception.h"

bool is_exception_group(Value v);
// The tuple of exceptions of a group.
Value exception_group_members(Value group);

// One except* clause (CPython's CHECK_EG_MATCH): *rest is what is still unhandled (an exception or NONE) and becomes
// what does not match `types`; the result is what does: a group, NONE. A lone exception that matches is wrapped in a
// group. EMPTY: raised.
Value exception_group_match(Value *rest, Value types);
// After the clauses (PREP_RERAISE_STAR): what is to be raised when `original` was caught and the clauses left the list
// `results` of exceptions raised in them and unhandled parts (or None); NONE: nothing. EMPTY: raised.
Value exception_group_reraise(Value original, Value results);

// Sets up both classes, which exist already.
void exception_group_init(void);

#endif
