// Exceptions that nobody can catch: raised by finalisers, by callbacks of weak references, at the end of the program.
#ifndef MARTLET_UNRAISABLE_H
#define MARTLET_UNRAISABLE_H

#include "core/object/object.h"

// Hands the pending exception to sys.unraisablehook. object: what raised it, or EMPTY.
void vm_unraisable(Value object);
// The same with a message instead of "Exception ignored in".
void vm_unraisable_message(const char *message, Value object);
// sys.unraisablehook as the system has it, for its NativeDef: slot 0 is the UnraisableHookArgs.
Value vm_unraisable_hook(Value *args, size_t count);
// Writes a str to sys.stderr as the program has it, or to the descriptor when there is none. EMPTY: nothing.
void vm_write_error(Value text);

#endif
