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
// Removes entry `number`.
void dict_remove_entry(Dict *dict, uint32_t number);
// Allocates an empty dict of the type. NULL with MemoryError.
Dict *dict_allocate(Type *type);
// Adds the pairs of update(*args, **keywords): count values, then those of keyword_names.
bool dict_update_arguments(Value dict, Value *args, size_t count, Value keyword_names);
// A view or iterator over keys, values or items; kind is the shape.
Value dict_view_new(uint32_t shape, Value dict);
// dict.__reversed__
Value dict_reversed(Value *args, size_t count);
extern const NativeDef dict_methods[];
void dict_views_init(void);

#endif
