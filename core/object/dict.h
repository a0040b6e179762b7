// Dicts: the compact insertion-ordered kind. `entries` is a dense array in insertion order (a deleted entry has key
// EMPTY), `index` an open-addressing table of entry numbers, 1, 2 or 4 bytes wide by capacity
// (core/object/hash_table.h). Dicts of at most 8 entries have no index (NULL) and are scanned; `entries` is never NULL.
// Lookups of interned str keys compare pointers first.
//
// Namespaces: `version` changes whenever entries move, appear or vanish, so (dict, version, entry number) names a place
// that can be read without hashing: the inline caches of LOAD_GLOBAL use it. A trace that treats the value of an entry
// as a constant sets DICT_WATCHED on the dict and ENTRY_WATCHED on the entry; storing to such an entry, or changing
// `version` while DICT_WATCHED, calls vm_dict_changed.
#ifndef MARTLET_DICT_H
#define MARTLET_DICT_H

#include "core/object/array.h"

enum DictFlags { DICT_WATCHED = 1 };
enum EntryFlags {
  ENTRY_WATCHED = 1, // a trace relies on the value
  ENTRY_MUTABLE = 2, // the value has changed while watched: traces load it instead of assuming it
};

typedef struct DictEntry {
  Value key;
  Value value;
  uint32_t hash;
  uint32_t flags;
} DictEntry;

typedef struct Dict {
  Object header;   // SHAPE_DICT or a subclass, HEAP_DICT
  uint32_t length; // live entries
  uint32_t used;   // entries in use, deleted ones included
  uint32_t version;
  uint32_t flags;
  ByteArray *entries; // DictEntry[]; visited by the dict
  ByteArray *index;   // its size is a power of two
} Dict;

static inline Dict *to_dict(Value v) { return (Dict *)(uintptr_t)v; }
static inline bool is_dict(Value v) { return has_shape(v, SHAPE_DICT); }
static inline DictEntry *dict_entries(Dict *dict) { return (DictEntry *)(void *)dict->entries->data; }

Value dict_new(void);
// EMPTY without vm_exception: absent. EMPTY with it: hashing or comparing raised.
Value dict_get(Value dict, Value key);
bool dict_set(Value dict, Value key, Value value);
int dict_delete(Value dict, Value key); // 1 deleted, 0 absent, -1 raised
// By interned str, never raises: entry number or -1.
int64_t dict_find_str(Value dict, Value name);
Value dict_get_str(Value dict, Value name); // EMPTY: absent; no exception
Value dict_get_c(Value dict, const char *name);
bool dict_set_c(Value dict, const char *name, Value value);
// Stores into entry number `entry` (from dict_find_str), honouring the watch flags.
void dict_set_entry(Value dict, uint32_t entry, Value value);
// Iterates: *position starts at 0; false at the end. Safe against mutation (the caller checks length if it must).
bool dict_next(Value dict, size_t *position, Value *key, Value *value);
Value dict_copy(Value dict);
bool dict_update(Value dict, Value mapping_or_pairs);
void dict_clear(Value dict);
void dict_init(void);

#endif
