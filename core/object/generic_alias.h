// Generic aliases (list[int]) and unions (int | None): what annotations write. What the two share.
#ifndef MARTLET_GENERIC_ALIAS_H
#define MARTLET_GENERIC_ALIAS_H

#include "core/object/str.h"

bool is_generic_alias(Value v);
// Adds the parts of a tuple as annotations write them. False: raised, and the text is dropped.
bool generic_add_parts(StrBuilder *text, Value parts, const char *separator);
// The type variables in a tuple of arguments, each once, as a tuple. EMPTY: raised.
Value generic_parameters(Value arguments);
// The arguments of `self` with its type variables replaced by what self[item] gives. EMPTY: raised.
Value generic_substitute(Value self, Value arguments, Value parameters, Value item);
// The binary slot of types, aliases and unions: left | right.
Value union_or(BinaryOp op, Value left, Value right);
void union_type_init(void);

#endif
