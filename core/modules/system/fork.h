// Forking: what must be done around it, for all modules that fork (posix, _posixsubprocess).
#ifndef MARTLET_FORK_H
#define MARTLET_FORK_H

#include "core/modules/system/system.h"

// Registers callables to be run around a fork (EMPTY or None: none). False: raised TypeError.
bool fork_register(Value before, Value after_in_child, Value after_in_parent);
// Flushes files, runs the callables for `before`, latest first. False: raised.
bool fork_before(void);
// The other side: in the child there is one thread, no companion process, and no code that the parent might replace.
void fork_after_in_parent(void);
void fork_after_in_child(void);
// Only what the child needs to go on at all, without calling Python: before an exec.
void fork_in_child_before_exec(void);

#endif
