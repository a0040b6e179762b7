// What the files of the module _collections share.
#ifndef MARTLET_MODULES_COLLECTIONS_H
#define MARTLET_MODULES_COLLECTIONS_H

#include "core/object/type.h"

// Each adds types to the module. False: raised.
bool collections_add_deque(Value module);
bool collections_add_defaultdict(Value module);
bool collections_add_ordered_dict(Value module);
bool collections_add_tuple_getter(Value module);
// Gives a type its documentation. False: raised.
bool collections_set_doc(Type *type, const char *text);
// What an object's __getstate__ gives: for objects without attributes None. EMPTY: raised.
Value collections_state(Value self);

#endif
