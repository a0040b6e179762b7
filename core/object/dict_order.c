// The order of a dict's entries, for collections.OrderedDict: finding the first one, moving entries to the ends.
//
// Taking entries away at the front leaves holes there. The first of them, entry 0, remembers in its value how many
// there are, so that they are not walked again and again; when entries are moved together the note vanishes with the
// hole.
#include "core/object/dict_internal.h"
#include "core/object/exception.h"

uint32_t dict_first_entry(Dict *dict) {
  DictEntry *entries = dict_entries(dict);
  if (dict->used == 0 || entries[0].key != EMPTY) return 0;
  uint32_t holes = is_int(entries[0].value) ? (uint32_t)to_small_int(entries[0].value) : 1;
  while (holes < dict->used && entries[holes].key == EMPTY) holes++;
  entries[0].value = from_small_int(holes);
  return holes;
}

bool dict_move_to_end(Dict *dict, uint32_t number) {
  if (number + 1 == dict->used) return true;
  // The entry is still in the table while room is made, so that nothing is lost without memory.
  DictEntry entry = dict_entries(dict)[number];
  if (dict->used == table_capacity(dict_table(dict), sizeof(DictEntry))) {
    if (!table_reserve(dict_table(dict), 1, DICT_TABLE)) return false;
    number = (uint32_t)table_find(dict_table(dict), entry.key, entry.hash, DICT_TABLE);
  }
  dict_remove_entry(dict, number);
  DictEntry *moved = (DictEntry *)(void *)table_append(dict_table(dict), entry.key, entry.hash, DICT_TABLE);
  moved->value = entry.value;
  return true;
}

// Moves all entries together behind `holes` holes. False: MemoryError, nothing changed.
static bool make_holes(Dict *dict, uint32_t holes) {
  uint64_t capacity = (uint64_t)dict->length + 2 * (uint64_t)holes;
  if (capacity > TABLE_ENTRIES_MAX) return raise_memory_error(), false;
  ByteArray *entries = byte_array_new(capacity * sizeof(DictEntry)), *index = NULL;
  if (entries == NULL) return false;
  if (capacity > SMALL_ENTRIES) {
    uint64_t slots = 16;
    while (slots * 2 / 3 < capacity) slots *= 2;
    if ((index = byte_array_new(slots * (slots <= 256 ? 1 : slots <= 65536 ? 2 : 4))) == NULL) return false;
  }
  uint32_t count = holes;
  DictEntry *to = (DictEntry *)(void *)entries->data;
  for (uint32_t i = 0; i < dict->used; i++)
    if (dict_entries(dict)[i].key != EMPTY) to[count++] = dict_entries(dict)[i];
  to[0] = (DictEntry){.value = from_small_int(holes)};
  dict->entries = entries;
  dict->index = index;
  dict->used = count;
  for (uint32_t i = holes; index != NULL && i < count; i++) index_enter(index, to[i].hash, i);
  return true;
}

bool dict_move_to_front(Dict *dict, uint32_t number) {
  uint32_t first = dict_first_entry(dict);
  if (number == first) return true;
  if (first == 0) {
    uint32_t holes = dict->length / 2 + 2;
    DictEntry entry = dict_entries(dict)[number];
    if (!make_holes(dict, holes)) return false;
    first = holes;
    number = (uint32_t)table_find(dict_table(dict), entry.key, entry.hash, DICT_TABLE);
  }
  DictEntry entry = dict_entries(dict)[number];
  entry.flags = 0;
  dict_remove_entry(dict, number);
  uint32_t place = first - 1;
  dict_entries(dict)[place] = entry;
  if (place > 0) dict_entries(dict)[0].value = from_small_int(place);
  dict->length++;
  if (dict->index != NULL) index_enter(dict->index, entry.hash, place);
  return true;
}
