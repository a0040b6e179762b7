// None, Ellipsis and NotImplemented.
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/object/warning.h"
#include "core/vm/vm.h"

static Value none_repr(Value self) { return (void)self, str_from_c("None"); }
static int none_truth(Value self) { return (void)self, 0; }
static Value ellipsis_repr(Value self) { return (void)self, str_from_c("Ellipsis"); }
static Value not_implemented_repr(Value self) { return (void)self, str_from_c("NotImplemented"); }
static int not_implemented_truth(Value self) {
  (void)self;
  return warn(DeprecationWarning, 1, "NotImplemented should not be used in a boolean context") ? 1 : -1;
}

static bool special_hash(Value self, int64_t *hash) { return *hash = (int64_t)self * 0x9e3779b1, true; }

// The types can be called, and give the one instance.
static bool check_no_arguments(Type *type, size_t count, Value keyword_names) {
  if (count == 0 && keyword_names == EMPTY) return true;
  return raise(TypeError, "%V takes no arguments", type->name), false;
}
static Value none_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  return (void)args, check_no_arguments(type, count, keyword_names) ? NONE : EMPTY;
}
static Value ellipsis_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  return (void)args, check_no_arguments(type, count, keyword_names) ? ELLIPSIS : EMPTY;
}
static Value not_implemented_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  return (void)args, check_no_arguments(type, count, keyword_names) ? NOT_IMPLEMENTED : EMPTY;
}

void singletons_init(void) {
  static const TypeSlots none = {
      .repr = none_repr, .truth = none_truth, .hash = special_hash, .construct = none_construct};
  static const TypeSlots ellipsis = {.repr = ellipsis_repr, .hash = special_hash, .construct = ellipsis_construct};
  static const TypeSlots not_implemented = {.repr = not_implemented_repr,
                                            .truth = not_implemented_truth,
                                            .hash = special_hash,
                                            .construct = not_implemented_construct};
  type_setup(SHAPE_NONE, &none, NULL, NULL, HEAP_LEAF, sizeof(Object), NULL);
  type_setup(SHAPE_ELLIPSIS, &ellipsis, NULL, NULL, HEAP_LEAF, sizeof(Object), NULL);
  type_setup(SHAPE_NOT_IMPLEMENTED, &not_implemented, NULL, NULL, HEAP_LEAF, sizeof(Object), NULL);
}
