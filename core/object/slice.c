#include "core/heap/allocate.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

#define SLICE_BOUND_MESSAGE "slice indices must be integers or None or have an __index__ method"

static Slice *to_slice(Value v) { return (Slice *)(void *)to_object(v); }

Value slice_new(Value start, Value stop, Value step) {
  Slice *slice = heap_allocate(SHAPE_SLICE, HEAP_VALUES, sizeof(Slice));
  if (slice == NULL) return EMPTY;
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  return from_object(slice);
}

// A bound: `absent` for None.
static bool unpack_bound(Value v, int64_t absent, int64_t *result) {
  *result = absent;
  return v == NONE || slice_index(v, result);
}

bool slice_unpack(Value v, int64_t *start, int64_t *stop, int64_t *step) {
  Slice *slice = to_slice(v);
  if (!unpack_bound(slice->step, 1, step)) return false;
  if (*step == 0) {
    raise(ValueError, "slice step cannot be zero");
    return false;
  }
  if (*step == INT64_MIN) *step = -INT64_MAX;
  bool up = *step > 0;
  return unpack_bound(slice->start, up ? 0 : INT64_MAX, start) &&
         unpack_bound(slice->stop, up ? INT64_MAX : INT64_MIN, stop);
}

static int64_t clamp_bound(int64_t bound, int64_t length, int64_t low, int64_t high) {
  if (bound < 0) bound += length;
  return bound < low ? low : bound > high ? high : bound;
}

int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step) {
  bool up = step > 0;
  int64_t low = up ? 0 : -1, high = up ? length : length - 1;
  *start = clamp_bound(*start, length, low, high);
  *stop = clamp_bound(*stop, length, low, high);
  if (up) return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
  return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
}

bool slice_bounds(Value v, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count) {
  if (!slice_unpack(v, start, stop, step)) return false;
  *count = slice_adjust(length, start, stop, *step);
  return true;
}

// Lowers `bound` to [low, high] after adding the length to what is negative; NONE: `absent`. EMPTY: raised.
static Value wide_bound(Value bound, Value length, Value low, Value high, Value absent) {
  if (bound == NONE) return absent;
  if (!has_index(bound)) return raise(TypeError, SLICE_BOUND_MESSAGE);
  Value number = index_to_int(bound);
  if (number == EMPTY) return EMPTY;
  if (int_compare(number, from_small_int(0)) < 0 && (number = int_binary(BINARY_ADD, number, length)) == EMPTY)
    return EMPTY;
  return int_compare(number, low) < 0 ? low : int_compare(number, high) > 0 ? high : number;
}

bool slice_indices(Value v, Value length, Value indices[3]) {
  const Slice *slice = to_slice(v);
  Value zero = from_small_int(0), one = from_small_int(1);
  Value step = slice->step == NONE ? one : has_index(slice->step) ? index_to_int(slice->step) : EMPTY;
  if (step == EMPTY) return vm_exception != EMPTY ? false : (raise(TypeError, SLICE_BOUND_MESSAGE), false);
  if (step == zero) return raise(ValueError, "slice step cannot be zero"), false;
  bool up = int_compare(step, zero) > 0;
  Value low = up ? zero : from_small_int(-1), high = up ? length : int_binary(BINARY_SUB, length, one);
  if (high == EMPTY) return false;
  indices[0] = wide_bound(slice->start, length, low, high, up ? low : high);
  indices[1] = indices[0] == EMPTY ? EMPTY : wide_bound(slice->stop, length, low, high, up ? high : low);
  indices[2] = step;
  return indices[1] != EMPTY;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (!check_arguments("slice", count, 1, 3, keyword_names)) return EMPTY;
  if (count == 1) return slice_new(NONE, args[0], NONE);
  return slice_new(args[0], args[1], count == 3 ? args[2] : NONE);
}

static Value repr(Value self) {
  Slice *s = to_slice(self);
  return str_format_c("slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static Value parts(Value self) {
  Slice *s = to_slice(self);
  Value items[3] = {s->start, s->stop, s->step};
  return tuple_from(items, 3);
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!has_shape(self, SHAPE_SLICE) || !has_shape(other, SHAPE_SLICE)) return NOT_IMPLEMENTED;
  Value a = parts(self), b = parts(other);
  return a == EMPTY || b == EMPTY ? EMPTY : object_compare(a, b, op);
}

static Value method_indices(Value *args, size_t count) {
  (void)count;
  Value length = index_to_int(args[1]), values[3];
  if (length == EMPTY) return EMPTY;
  if (int_compare(length, from_small_int(0)) < 0) return raise(ValueError, "length should not be negative");
  return slice_indices(args[0], length, values) ? tuple_from(values, 3) : EMPTY;
}

static Value get_start(Value self) { return to_slice(self)->start; }
static Value get_stop(Value self) { return to_slice(self)->stop; }
static Value get_step(Value self) { return to_slice(self)->step; }

void slice_init(void) {
  static const TypeSlots slots = {
      .repr = repr, .hash = container_unhashable, .compare = compare, .construct = construct};
  static const NativeDef methods[] = {
      {.name = "indices",
       .signature = "self, length, /",
       .fn = method_indices,
       .doc = DOC("S.indices(len) -> (start, stop, stride)")},
      {.name = NULL},
  };
  static const GetSetDef attributes[] = {{.name = "start", .get = get_start, .set = readonly_member},
                                         {.name = "stop", .get = get_stop, .set = readonly_member},
                                         {.name = "step", .get = get_step, .set = readonly_member},
                                         {.name = NULL}};
  type_setup(SHAPE_SLICE, &slots, methods, attributes, HEAP_VALUES, sizeof(Slice),
             "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.");
}
