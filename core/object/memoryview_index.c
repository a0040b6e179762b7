// Items and slices of views, and iteration.
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/memoryview.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static bool is_ellipsis_or_nothing(Value key) {
  return key == ELLIPSIS || (type_flag(key, TYPE_IS_TUPLE) && to_tuple(key)->length == 0);
}

static bool all_items(Value key, bool (*is)(Value)) {
  if (!type_flag(key, TYPE_IS_TUPLE)) return false;
  for (size_t i = 0; i < to_tuple(key)->length; i++)
    if (!is(to_tuple(key)->items[i])) return false;
  return true;
}

static bool is_slice(Value v) { return has_shape(v, SHAPE_SLICE); }
static bool is_slices(Value key) { return all_items(key, is_slice) && to_tuple(key)->length > 0; }

// Moves *at to the item that `index` means in a dimension. False: IndexError.
static bool step_to(const MemoryView *view, size_t dimension, int64_t index, uint8_t **at) {
  int64_t items = view_items(view, dimension);
  if (index < 0) index += items;
  if ((uint64_t)index >= (uint64_t)items)
    return raise(IndexError, "index out of bounds on dimension %zu", dimension + 1), false;
  *at += index * view_stride(view, dimension);
  return true;
}

// The address of the item at a tuple of indices. NULL: raised.
static uint8_t *at_indices(Value self, Value key) {
  const Tuple *indices = to_tuple(key);
  MemoryView *view = to_view(self);
  size_t dimensions = view_dimensions(view);
  if (indices->length < dimensions) return raise(NotImplementedError, "sub-views are not implemented"), NULL;
  if (indices->length > dimensions)
    return raise(TypeError, "cannot index %zu-dimension view with %zu-element tuple", dimensions,
                 (size_t)indices->length),
           NULL;
  uint8_t *at = view_at(view);
  for (size_t i = 0; i < dimensions; i++) {
    int64_t index;
    if (!index_from_value(indices->items[i], EXCEPTION_IndexError, &index) || !step_to(view, i, index, &at))
      return NULL;
  }
  return view_check(self) ? at : NULL;
}

// The address of the item at an index of a view with one dimension. NULL: raised.
static uint8_t *at_index(Value self, Value key) {
  int64_t index;
  uint8_t *at = view_at(to_view(self));
  if (!index_from_value(key, EXCEPTION_IndexError, &index) || !view_check(self)) return NULL;
  return step_to(to_view(self), 0, index, &at) ? at : NULL;
}

// The part of a view that a slice of its first dimension means; also when the slice's __index__ releases the view.
// NULL: raised.
static MemoryView *slice_view(Value self, Value slice) {
  int64_t start, stop, step, count;
  const MemoryView *view = to_view(self);
  MemoryView *part = view_copy(view, view_dimensions(view));
  if (part == NULL || !slice_unpack(slice, &start, &stop, &step)) return NULL;
  count = slice_adjust(view_items(view, 0), &start, &stop, step);
  memcpy(part->extents, view->extents, view_dimensions(view) * sizeof(Extent));
  int64_t stride = view_stride(view, 0), strided;
  // A step that large has at most one item.
  if (__builtin_mul_overflow(stride, step, &strided) || !fits_small_int(strided)) strided = stride;
  // Nothing lies where an empty slice starts.
  if (count > 0) part->address = from_small_int(to_small_int(part->address) + start * stride);
  part->extents[0] = (Extent){from_small_int(count), from_small_int(strided)};
  return part;
}

Value view_get_item(Value self, Value key) {
  if (!view_check(self)) return EMPTY;
  MemoryView *view = to_view(self);
  uint8_t *at;
  if (view_dimensions(view) == 0) {
    if (key == ELLIPSIS) return self;
    if (is_ellipsis_or_nothing(key)) return view_load(view, view_at(view));
    return raise(TypeError, "invalid indexing of 0-dim memory");
  }
  if (has_index(key)) {
    if (view_dimensions(view) > 1) {
      int64_t index;
      if (!index_from_value(key, EXCEPTION_IndexError, &index)) return EMPTY;
      return raise(NotImplementedError, "multi-dimensional sub-views are not implemented");
    }
    at = at_index(self, key);
    return at == NULL ? EMPTY : view_load(view, at);
  }
  if (is_slice(key)) {
    MemoryView *part = slice_view(self, key);
    return part == NULL ? EMPTY : from_object(part);
  }
  if (all_items(key, has_index)) {
    at = at_indices(self, key);
    return at == NULL ? EMPTY : view_load(view, at);
  }
  if (is_slices(key)) return raise(NotImplementedError, "multi-dimensional slicing is not implemented");
  return raise(TypeError, "memoryview: invalid slice key");
}

// --- assignment

// Converts a value and writes it. Its __index__ may have released the view. at NULL: raised.
static bool store(Value self, uint8_t *at, Value value) {
  uint8_t raw[8];
  if (at == NULL) return false;
  if (!view_item_from(to_view(self), value, raw) || !view_check(self)) return false;
  memcpy(at, raw, view_item(to_view(self))->size);
  return true;
}

static bool assign_slice(Value self, Value slice, Value value) {
  if (!is_bytes_like(value)) return raise(TypeError, "a bytes-like object is required, not '%T'", value), false;
  Value source = memoryview_new(value);
  if (source == EMPTY) return false;
  MemoryView *to = slice_view(self, slice);
  if (to == NULL) return false;
  const MemoryView *from = to_view(source);
  bool alike = view_item(to) == view_item(from) && view_dimensions(from) == 1;
  if (!alike || view_items(to, 0) != view_items(from, 0))
    return raise(ValueError, "memoryview assignment: lvalue and rvalue have different structures"), false;
  size_t size = view_item(to)->size;
  int64_t count = view_items(to, 0);
  if (count == 0) return true;
  if (view_is_contiguous(to, false) && view_is_contiguous(from, false)) {
    memmove(view_at(to), view_at(from), (size_t)count * size);
    return true;
  }
  // The two may overlap in any way.
  Value copy = bytes_new(NULL, (size_t)count * size);
  if (copy == EMPTY) return false;
  uint8_t *items = ((Bytes *)(void *)to_object(copy))->data;
  view_gather(from, false, items);
  for (int64_t i = 0; i < count; i++) memcpy(view_at(to) + i * view_stride(to, 0), items + (size_t)i * size, size);
  return true;
}

bool view_set_item(Value self, Value key, Value value) {
  if (!view_check(self)) return false;
  MemoryView *view = to_view(self);
  if (view->read_only == TRUE_VALUE) return raise(TypeError, "cannot modify read-only memory"), false;
  if (value == EMPTY) return raise(TypeError, "cannot delete memory"), false;
  if (view_dimensions(view) == 0) {
    if (is_ellipsis_or_nothing(key)) return store(self, view_at(view), value);
    return raise(TypeError, "invalid indexing of 0-dim memory"), false;
  }
  if (has_index(key)) {
    if (view_dimensions(view) > 1) return raise(NotImplementedError, "sub-views are not implemented"), false;
    return store(self, at_index(self, key), value);
  }
  if (is_slice(key) && view_dimensions(view) == 1) return assign_slice(self, key, value);
  if (all_items(key, has_index)) return store(self, at_indices(self, key), value);
  if (is_slice(key) || is_slices(key))
    return raise(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1"), false;
  return raise(TypeError, "memoryview: invalid slice key"), false;
}

// --- iteration

static Value iterator_next(Value self) {
  IndexIterator *iterator = (IndexIterator *)to_object(self);
  if (iterator->source == EMPTY) return EMPTY;
  if (!view_check(iterator->source)) return EMPTY;
  const MemoryView *view = to_view(iterator->source);
  int64_t index = to_small_int(iterator->index);
  if (index >= view_items(view, 0)) {
    iterator->source = EMPTY;
    return EMPTY;
  }
  iterator->index++;
  return view_load(view, view_at(view) + index * view_stride(view, 0));
}

Value view_iter(Value self) {
  static Type *type;
  if (!view_check(self)) return EMPTY;
  const MemoryView *view = to_view(self);
  if (view_dimensions(view) == 0) return raise(TypeError, "invalid indexing of 0-dim memory");
  if (view_dimensions(view) > 1) return raise(NotImplementedError, "multi-dimensional sub-views are not implemented");
  static const TypeSlots slots = {.iter = iterator_self, .next = iterator_next};
  if (type == NULL)
    type =
        type_new_native("builtins", "memory_iterator", NULL, 0, &slots, NULL, NULL, HEAP_VALUES, sizeof(IndexIterator));
  return type == NULL ? EMPTY : index_iterator_new(type->root_shape, self, 0);
}
