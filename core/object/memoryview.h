// memoryview: a window with any number of dimensions on the memory of an object that has a `buffer` slot.
//
// A view knows the address of its first item and keeps the object whose memory that is (`holder`: not always the one
// that it was made of, whose storage may be another by now), so that reading through it is safe whatever happens to the
// owner. It has the strides of its dimensions, in bytes, and no suboffsets. Items are of C's native types.
#ifndef MARTLET_MEMORYVIEW_H
#define MARTLET_MEMORYVIEW_H

#include "core/object/bytes_internal.h"
#include "core/object/native_item.h"

#define VIEW_DIMENSIONS_MAX 64

typedef struct Extent {
  Value length; // small int: items
  Value stride; // small int: bytes from one to the next
} Extent;

typedef struct MemoryView {
  Object header;    // SHAPE_MEMORYVIEW, HEAP_VALUES
  Value owner;      // what `obj` gives; EMPTY: released
  Value holder;     // what keeps the memory
  Value address;    // small int: of the first item
  Value code;       // small int: letter of the items
  Value prefixed;   // TRUE_VALUE: the format is shown with '@' in front
  Value read_only;  // TRUE_VALUE: it is
  Value hash;       // int; EMPTY: not computed yet
  Value dimensions; // small int
  Extent extents[];
} MemoryView;

static inline MemoryView *to_view(Value v) { return (MemoryView *)(void *)to_object(v); }
static inline bool is_view(Value v) { return has_shape(v, SHAPE_MEMORYVIEW); }
static inline size_t view_dimensions(const MemoryView *view) { return (size_t)to_small_int(view->dimensions); }
static inline int64_t view_items(const MemoryView *view, size_t dimension) {
  return to_small_int(view->extents[dimension].length);
}
static inline int64_t view_stride(const MemoryView *view, size_t dimension) {
  return to_small_int(view->extents[dimension].stride);
}
static inline uint8_t *view_at(const MemoryView *view) { return (uint8_t *)(uintptr_t)to_small_int(view->address); }
// The letter 'w', of wide characters, is that of NATIVE_ITEMS' 'u'.
static inline const NativeItem *view_item(const MemoryView *view) {
  char code = (char)to_small_int(view->code);
  return native_item(code == 'w' ? 'u' : code);
}

// A view of a whole buffer, which belongs to owner; EMPTY with MemoryError.
Value memoryview_of(Value owner, const Buffer *buffer);
// A copy of a view with room for so many dimensions, whose extents are zero. NULL with MemoryError.
MemoryView *view_copy(const MemoryView *view, size_t dimensions);
// False: ValueError "operation forbidden on released memoryview object".
bool view_check(Value view);
// Bytes of all items.
size_t view_bytes(const MemoryView *view);
// Whether the items lie one after the other, the last index (fortran: the first) running fastest.
bool view_is_contiguous(const MemoryView *view, bool fortran);
// Copies all items, in that order, to `out`, which has room for view_bytes.
void view_gather(const MemoryView *view, bool fortran, uint8_t *out);

// memoryview_item.c: one item as a value. EMPTY with NotImplementedError for wide characters.
Value view_load(const MemoryView *view, const uint8_t *at);
// Writes v to raw, which has room for an item. False: raised.
bool view_item_from(const MemoryView *view, Value v, uint8_t *raw);
// The slot compare: by the values of the items.
Value view_compare(Value self, Value other, CompareOp op);
Value view_hash_value(const MemoryView *view);

// memoryview_index.c: items, slices, iteration.
Value view_get_item(Value self, Value key);
bool view_set_item(Value self, Value key, Value value);
Value view_iter(Value self);

// memoryview_cast.c
Value view_method_cast(Value *args, size_t count);
Value view_method_tolist(Value *args, size_t count);

#endif
