#include "core/object/array.h"

#include "core/heap/allocate.h"
#include "core/object/exception.h"

// Far beyond any heap limit, and sizes in bytes still fit.
#define CAPACITY_MAX ((uint64_t)1 << 48)

ValueArray *value_array_new(uint64_t capacity) {
  if (capacity > CAPACITY_MAX) {
    raise_memory_error();
    return NULL;
  }
  ValueArray *array = heap_allocate(SHAPE_VALUE_ARRAY, HEAP_COUNTED, sizeof *array + capacity * sizeof(Value));
  if (array) array->capacity = capacity;
  return array;
}

ByteArray *byte_array_new(uint64_t capacity) {
  if (capacity > CAPACITY_MAX) {
    raise_memory_error();
    return NULL;
  }
  ByteArray *array = heap_allocate(SHAPE_BYTE_ARRAY, HEAP_LEAF, sizeof *array + capacity);
  if (array) array->capacity = capacity;
  return array;
}

bool value_array_extend(ValueArray *array, uint64_t capacity) {
  if (capacity > CAPACITY_MAX || !heap_extend(&array->header, sizeof *array + capacity * sizeof(Value))) return false;
  array->capacity = capacity;
  return true;
}

bool byte_array_extend(ByteArray *array, uint64_t capacity) {
  if (capacity > CAPACITY_MAX || !heap_extend(&array->header, sizeof *array + capacity)) return false;
  array->capacity = capacity;
  return true;
}
