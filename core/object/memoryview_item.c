// Items of views as values, and comparison by them.
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/memoryview.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

Value view_load(const MemoryView *view, const uint8_t *at) {
  const NativeItem *item = view_item(view);
  if (item->kind == ITEM_CHARACTER) return raise(NotImplementedError, "memoryview: format w not supported");
  return native_item_load(item, at);
}

// What went wrong when v was converted, in the words of views. False.
static bool conversion_failed(const NativeItem *item) {
  bool type = exception_matches(EXCEPTION_TypeError);
  if (!type && !exception_matches(EXCEPTION_OverflowError) && !exception_matches(EXCEPTION_ValueError)) return false;
  exception_clear();
  if (type)
    raise(TypeError, "memoryview: invalid type for format '%c'", item->code);
  else
    raise(ValueError, "memoryview: invalid value for format '%c'", item->code);
  return false;
}

static bool integer_from(const NativeItem *item, Value v, uint8_t *raw) {
  int64_t number = 0;
  uint64_t natural = 0;
  // Addresses want an int itself.
  if (item->code == 'P' && !type_flag(v, TYPE_IS_INT))
    return raise(TypeError, "an integer is required"), conversion_failed(item);
  Value index = index_to_int(v);
  if (index == EMPTY) return conversion_failed(item);
  unsigned spare = 64 - 8u * item->size;
  bool fits;
  if (item->kind == ITEM_SIGNED || (item->code == 'P' && int_to_i64(index, &number) && number < 0)) {
    fits = int_to_i64(index, &number) && (int64_t)((uint64_t)number << spare) >> spare == number;
    natural = (uint64_t)number;
  } else {
    fits = int_to_u64(index, &natural) && natural << spare >> spare == natural;
  }
  if (!fits) return raise(ValueError, "memoryview: invalid value for format '%c'", item->code), false;
  native_item_store_bits(item, raw, natural);
  return true;
}

static bool byte_from(const NativeItem *item, Value v, uint8_t *raw) {
  if (!type_flag(v, TYPE_IS_BYTES))
    return raise(TypeError, "memoryview: invalid type for format '%c'", item->code), false;
  View view = view_of(v);
  if (view.size != 1) return raise(ValueError, "memoryview: invalid value for format '%c'", item->code), false;
  raw[0] = (uint8_t)view.data[0];
  return true;
}

bool view_item_from(const MemoryView *view, Value v, uint8_t *raw) {
  const NativeItem *item = view_item(view);
  double number;
  int truth;
  switch ((ItemKind)item->kind) {
  case ITEM_SIGNED:
  case ITEM_UNSIGNED: return integer_from(item, v, raw);
  case ITEM_FLOAT:
    if (!float_argument(v, &number)) return conversion_failed(item);
    native_item_store_double(item, raw, number);
    return true;
  case ITEM_BOOL:
    truth = object_truth(v);
    raw[0] = truth > 0;
    return truth >= 0;
  case ITEM_BYTE: return byte_from(item, v, raw);
  case ITEM_CHARACTER: raise(NotImplementedError, "memoryview: format w not supported"); return false;
  }
  __builtin_unreachable();
}

Value view_hash_value(const MemoryView *view) {
  int64_t number;
  if (view->read_only != TRUE_VALUE) return raise(ValueError, "cannot hash writable memoryview object");
  const NativeItem *item = view_item(view);
  if (item->code != 'B' && item->code != 'b' && item->code != 'c')
    return raise(ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  if (!object_hash(view->owner, &number)) return EMPTY;
  Value bytes = bytes_new(NULL, view_bytes(view));
  if (bytes == EMPTY) return EMPTY;
  view_gather(view, false, ((Bytes *)(void *)to_object(bytes))->data);
  return object_hash(bytes, &number) ? int_from_i64(number) : EMPTY;
}

// --- comparison

static bool same_shape(const MemoryView *a, const MemoryView *b) {
  if (view_dimensions(a) != view_dimensions(b)) return false;
  for (size_t i = 0; i < view_dimensions(a); i++) {
    if (view_items(a, i) != view_items(b, i)) return false;
    if (view_items(a, i) == 0) break;
  }
  return true;
}

// 1, 0; -1: raised. Not by identity: NaN is not itself.
static int items_same(const MemoryView *a, const uint8_t *at_a, const MemoryView *b, const uint8_t *at_b) {
  const NativeItem *item = view_item(a);
  if (item->kind != ITEM_FLOAT && item == view_item(b)) return memcmp(at_a, at_b, item->size) == 0;
  Value x = view_load(a, at_a), y = x == EMPTY ? EMPTY : view_load(b, at_b);
  Value result = y == EMPTY ? EMPTY : object_compare(x, y, COMPARE_EQ);
  return result == EMPTY ? -1 : result == TRUE_VALUE;
}

static int same(const MemoryView *a, const uint8_t *at_a, const MemoryView *b, const uint8_t *at_b, size_t dimension) {
  if (dimension == view_dimensions(a)) return items_same(a, at_a, b, at_b);
  for (int64_t i = 0; i < view_items(a, dimension); i++) {
    int equal = same(a, at_a + i * view_stride(a, dimension), b, at_b + i * view_stride(b, dimension), dimension + 1);
    if (equal <= 0) return equal;
  }
  return 1;
}

static int equal(Value self, Value other) {
  if (to_view(self)->owner == EMPTY || (is_view(other) && to_view(other)->owner == EMPTY)) return self == other;
  Value second = is_view(other) ? other : memoryview_new(other);
  if (second == EMPTY) return -1;
  const MemoryView *a = to_view(self), *b = to_view(second);
  if (!same_shape(a, b)) return 0;
  // What the module struct cannot read is equal to nothing.
  if (view_item(a)->kind == ITEM_CHARACTER || view_item(b)->kind == ITEM_CHARACTER) return 0;
  return same(a, view_at(a), b, view_at(b), 0);
}

Value view_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_bytes_like(other)) return NOT_IMPLEMENTED;
  int result = equal(self, other);
  return result < 0 ? EMPTY : from_bool(result == (op == COMPARE_EQ));
}
