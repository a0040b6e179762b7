// The end of objects: __del__, suspended generators, callbacks of weak references.
#ifndef MARTLET_FINALISE_H
#define MARTLET_FINALISE_H

#include "core/object/object.h"

// Runs the finalisers and callbacks of what collections have found dead so far. At a safe point only: runs Python code,
// keeps the pending exception. Called within a finaliser, it leaves the work to the call that is under way.
void vm_run_finalisers(void);
// Collects until nothing more ends. What local variables and live temporaries do not hold is not kept alive by stale
// copies on the stacks. args: those of the C function that is being called. Returns the number of objects that were
// reclaimed.
int64_t vm_collect(Value *args);
// At the end of the program, when no Python code runs any more: lets go of all modules and runs what finalisers are
// left.
void vm_finalise_all(void);

#endif
