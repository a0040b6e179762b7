// Shared by the files that implement dicts; nobody else includes it.
#ifndef MARTLET_DICT_INTERNAL_H
#define MARTLET_DICT_INTERNAL_H

#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/hash_table.h"

#define DICT_TABLE sizeof(DictEntry), offsetof(DictEntry, hash)

static inline HashTable *dict_table(Dict *dict) { return (HashTable *)(void *)dict; }
// Any dict, instances of subclasses included.
static inline bool is_any_dict(Value v) { return type_flag(v, TYPE_IS_DICT); }
// The number of the entry with key, TABLE_ABSENT or TABLE_RAISED.
int64_t dict_find(Dict *dict, Value key);
// dict_set for a key whose hash (by table_hash) is known.
bool dict_set_hashed(Dict *dict, Value key, uint32_t hash, Value value);
// The value of key, which gets `value` when it is absent. EMPTY: raised.
Value dict_setdefault(Dict *dict, Value key, Value value);
// Removes entry `number`.
void dict_remove_entry(Dict *dict, uint32_t number);
// dict_order.c: the number of the first entry (`used` when there is none); moving entry `number` to an end, false with
// MemoryError.
uint32_t dict_first_entry(Dict *dict);
bool dict_move_to_end(Dict *dict, uint32_t number);
bool dict_move_to_front(Dict *dict, uint32_t number);
// Allocates an empty dict of the type. NULL with MemoryError.
Dict *dict_allocate(Type *type);
// Adds the pairs of update(*args, **keywords): count values, then those of keyword_names.
bool dict_update_arguments(Value dict, Value *args, size_t count, Value keyword_names);
// What keys(), values() and items() return.
typedef struct DictView {
  Object header; // SHAPE_DICT_KEYS, … or of a type derived from one of these; HEAP_VALUES
  Value dict;
} DictView;
Value dict_view_new(uint32_t shape, Value dict);
Value dict_view_source(Value view);
// dict.__reversed__
Value dict_reversed(Value *args, size_t count);
extern const NativeDef dict_methods[];
void dict_views_init(void);

// D.pop(key[, default]), for the tables of methods of dict and of what keeps its order itself.
Value dict_method_pop(Value *args, size_t count);

#endif
