// collections.OrderedDict: a dict, which keeps the order of insertion anyway, with ways to change the order
// (core/object/dict_order.c), and with iterators that notice changes: every change of order or length changes the
// dict's `version`.
#ifndef MARTLET_MODULES_ORDERED_DICT_H
#define MARTLET_MODULES_ORDERED_DICT_H

#include "core/object/dict_internal.h"
#include "core/object/type.h"

typedef struct OrderedDict { // HEAP_INSTANCE
  Dict dict;
  Value cleared;    // small int: the version after the last clear(), for the words of iterators
  Value attributes; // the overflow word
} OrderedDict;

// What an iterator gives, as bits.
enum OrderedParts { ORDERED_KEYS = 1, ORDERED_VALUES = 2, ORDERED_REVERSED = 4 };

extern Type *ordered_dict_type;

static inline OrderedDict *to_ordered(Value v) { return (OrderedDict *)(void *)to_object(v); }
static inline bool is_ordered(Value v) { return is_object(v) && type_is_subtype(type_of(v), ordered_dict_type); }

Value ordered_iterator(Value dict, unsigned parts);
// A view of keys, values or (both bits) items.
Value ordered_view(Value dict, unsigned parts);
// update(), through the class's own __setitem__ if it has one. False: raised.
bool ordered_update(Value self, Value other);
bool ordered_views_init(void);

#endif
