// The memory layout of the instances of a class.
#ifndef MARTLET_CLASS_LAYOUT_H
#define MARTLET_CLASS_LAYOUT_H

#include "core/object/type_internal.h"

// The base that determines the layout; NULL with TypeError ("bases must be types", layout conflicts, …).
Type *class_best_base(Value bases);
// Whether instances of type have what the methods of `other` expect of theirs.
bool class_fits_layout(Type *type, Type *other);
// Whether instances of the two classes have the same memory layout.
bool class_same_layout(const Type *a, const Type *b);
// Sets flags, sizes and root shape from the base, __slots__ and the number of attributes that __init__ sets; adds the
// descriptors of __slots__ and __dict__ to the class. False: raised.
bool class_set_layout(Type *type);

#endif
