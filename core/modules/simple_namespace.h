// types.SimpleNamespace: an object with the attributes that it was made with. sys.implementation is one, and through it
// the module types finds the class.
#ifndef MARTLET_SIMPLE_NAMESPACE_H
#define MARTLET_SIMPLE_NAMESPACE_H

#include "core/object/object.h"

// A namespace of `count` attributes with the given names. EMPTY: raised, also when one of the values is EMPTY. The
// first call makes the class.
Value simple_namespace_new(const char *const *names, const Value *values, size_t count);

#endif
