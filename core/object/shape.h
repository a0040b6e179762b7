// Shapes (hidden classes): which attributes an instance has, and in which slots. Instances whose attributes were
// assigned in the same order share a shape. A shape is never changed once made; transitions form a tree
// under the type's root shape. Look-ups: (shape, name) → slot number.
#ifndef MARTLET_SHAPE_H
#define MARTLET_SHAPE_H

#include "core/object/array.h"

#define SHAPE_SLOTS_MAX 128

typedef struct Shape {
  Object header; // SHAPE_SHAPE, HEAP_VALUES: every field below is a Value or object pointer
  Type *type;
  struct Shape *parent; // the shape before `name` was added; NULL for a root
  Value name;           // interned str: the attribute that this shape adds
  Value table;          // dict name → slot number, made on demand; EMPTY
  Value children;       // dict name → Shape, or EMPTY
  Value numbers;        // small int: id | count << 32
  Value dictionary;     // TRUE_VALUE: instances keep their attributes in a dict in the overflow word
} Shape;

static inline uint32_t shape_id(const Shape *shape) { return (uint32_t)to_small_int(shape->numbers); }
static inline uint32_t shape_count(const Shape *shape) {
  return (uint32_t)((uint64_t)to_small_int(shape->numbers) >> 32);
}

Shape *shape_by_id(uint32_t id);
// The slot of name (interned), or -1.
int shape_find(Shape *shape, Value name);
// The child shape that adds name; NULL with MemoryError. Becomes a dictionary shape beyond SHAPE_SLOTS_MAX.
Shape *shape_add(Shape *shape, Value name);
// A fresh root for a type.
Shape *shape_new_root(Type *type);
// Where slot number `slot` of an instance lives; NULL when overflow has not been allocated that far.
Value *instance_slot(Object *instance, const Type *type, int slot);
// Reads, writes, deletes an instance attribute, shape changes included; no descriptors, no class look-up.
Value instance_get(Value instance, Value name);             // EMPTY: absent
bool instance_set(Value instance, Value name, Value value); // false: raised
int instance_delete(Value instance, Value name);            // 1, 0, -1
// The attributes as a dict: moves the instance to dictionary mode, so that the dict is live (for __dict__). EMPTY:
// raised.
Value instance_dict(Value instance);
// Replaces the attributes (assignment to __dict__), or the class (assignment to __class__; the layouts must agree).
bool instance_set_dict(Value instance, Value dict);
bool instance_set_type(Value instance, Type *type);
// The attribute names of an instance, __slots__ excluded, as a list: does not change its mode.
Value instance_attribute_names(Value instance);
void shape_init(void);

#endif
