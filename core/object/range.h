// range and slice objects.
#ifndef MARTLET_RANGE_H
#define MARTLET_RANGE_H

#include "core/object/object.h"

// Most ranges have bounds that fit machine ints and are used by FOR_ITER and traces through the i64 fields;
// `wide` ranges (any bound beyond int64_t) keep their bounds as Values and are iterated by range_iterator.
typedef struct Range {
  Object header; // SHAPE_RANGE; HEAP_LEAF and ending before start_value, or wide: HEAP_VALUES
  int64_t start, stop, step;
  uint64_t wide; // TRUE_VALUE: only the Values below count, start, stop and step are 0; else 0
  Value start_value, stop_value, step_value, length_value;
} Range;

typedef struct RangeIterator {
  Object header; // SHAPE_RANGE_ITERATOR, HEAP_LEAF; bounds beyond int64_t use a SEQUENCE_ITERATOR
  int64_t next, step;
  uint64_t remaining;
} RangeIterator;

typedef struct Slice {
  Object header; // SHAPE_SLICE, HEAP_VALUES
  Value start, stop, step;
} Slice;

// From machine ints; step is not 0.
Value range_from_i64(int64_t start, int64_t stop, int64_t step);
Value range_new(Value start, Value stop, Value step);
// The items start, start + step, … of a range that is not wide; false for anything else.
bool range_machine_bounds(Value v, int64_t *start, int64_t *step, uint64_t *count);
Value slice_new(Value start, Value stop, Value step);
// The bounds of a slice as ints, absent ones replaced by extremes; runs __index__, which may change what is sliced, so
// its length is to be taken afterwards. False: raised.
bool slice_unpack(Value slice, int64_t *start, int64_t *stop, int64_t *step);
// Clamps unpacked bounds to `length` items; returns the number of items.
int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);
// Both at once, for sequences that cannot change: the bounds as slice.indices gives them. False: raised.
bool slice_bounds(Value slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count);
// slice.indices for a length and bounds of any size: start, stop, step. False: raised.
bool slice_indices(Value slice, Value length, Value indices[3]);
void range_init(void);
void slice_init(void); // called by range_init

#endif
