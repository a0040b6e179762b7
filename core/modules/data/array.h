// array.array: a run of items of one C type. It has the layout of a bytearray, so everything that takes a bytes-like
// object sees its bytes; `bytes.size` counts bytes, always a multiple of the item's size.
//
// Converting a value to an item may run Python code that changes the array: an item is made in a buffer of its own
// first, then the array is looked at.
#ifndef MARTLET_MODULES_ARRAY_H
#define MARTLET_MODULES_ARRAY_H

#include "core/object/bytes_internal.h"
#include "core/object/native_item.h"
#include "core/object/type.h"

typedef struct Array { // HEAP_LIST
  ByteArrayObject bytes;
  const NativeItem *item;
} Array;

extern Type *array_type;
extern const NativeDef array_methods[];

static inline Array *to_array(Value v) { return (Array *)(void *)to_object(v); }
static inline bool is_array(Value v) { return is_object(v) && type_is_subtype(type_of(v), array_type); }
static inline uint8_t *array_at(Value v, size_t index) {
  return to_array(v)->bytes.storage->data + index * to_array(v)->item->size;
}
static inline size_t array_length(Value v) { return to_array(v)->bytes.size / to_array(v)->item->size; }
static inline Value array_get(Value v, size_t index) { return native_item_load(to_array(v)->item, array_at(v, index)); }

// An array of `length` zero items. EMPTY with MemoryError.
Value array_new(Type *type, const NativeItem *item, size_t length);
// Converts a value to an item; raw has room for 8 bytes. False: raised.
bool array_item_from(const NativeItem *item, Value v, uint8_t *raw);
// Replaces items [start, stop) by `count` others, which may not lie in the array itself; items NULL: zeros. False:
// raised.
bool array_splice(Value self, size_t start, size_t stop, const uint8_t *items, size_t count);
bool array_append(Value self, Value item);
// Appends the items of an array of the same kind, or of an iterable. False: raised.
bool array_extend(Value self, Value iterable);
// Appends the characters of a str to an array of characters.
bool array_add_text(Value self, Value text);
// Appends bytes that are whole items: ValueError otherwise.
bool array_add_bytes(Value self, const uint8_t *data, size_t size);
Value array_copy(Value self);
// The characters of an array of characters as a str. EMPTY: raised.
Value array_text(Value self);
// The format code of the items in pickles (array_pickle.c): -1 for none.
Value array_reconstruct(Value *args, size_t count);
Value array_reduce_ex(Value *args, size_t count);

#endif
