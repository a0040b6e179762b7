// super: attribute look-up that starts behind a class in the MRO.
#include "core/object/dict.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/trace_hooks.h"

typedef struct Super {
  Object header; // HEAP_VALUES
  Value type;    // the class that the search starts behind
  Value object;  // the instance, or a class (in class methods), or EMPTY: unbound
  Value start;   // the class whose MRO is searched
} Super;

static Super *to_super(Value v) { return (Super *)to_object(v); }

// The class whose MRO is searched for super(type, object); EMPTY with TypeError.
static Value starting_class(Value type, Value object) {
  if (is_type(object) && type_is_subtype(to_type(object), to_type(type))) return object;
  if (type_is_subtype(type_of(object), to_type(type))) return from_object(type_of(object));
  // A proxy says by its __class__ what it stands for.
  Value claimed = object_find_attribute(object, vm.names.__class__);
  if (claimed != EMPTY && is_type(claimed) && type_is_subtype(to_type(claimed), to_type(type))) return claimed;
  return vm_exception != EMPTY ? EMPTY
                               : raise(TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

// The arguments of super() without any: __class__ and the first argument of the calling function.
static bool find_arguments(Value *type, Value *object) {
  trace_show_frames();
  if (!frame_function(vm.base)) return raise(RuntimeError, "super(): no current frame"), false;
  Function *function = frame_function(vm.base);
  const Code *code = function->code;
  if (code->argument_count == 0 && !(code->flags & CODE_VARARGS))
    return raise(RuntimeError, "super(): no arguments"), false;
  *object = vm.base[0];
  if (*object != EMPTY && has_shape(*object, SHAPE_CELL)) *object = ((Cell *)to_object(*object))->value;
  if (*object == EMPTY) return raise(RuntimeError, "super(): arg[0] deleted"), false;
  if (!code->class_cell || function->closure == EMPTY)
    return raise(RuntimeError, "super(): __class__ cell not found"), false;
  Cell *cell = (Cell *)to_object(to_tuple(function->closure)->items[code->class_cell - 1]);
  *type = cell->value;
  if (*type == EMPTY) return raise(RuntimeError, "super(): empty __class__ cell"), false;
  return is_type(*type) || (raise(RuntimeError, "super(): __class__ is not a type (%T)", *type), false);
}

// What super(*args) says. False: raised.
static bool fill(Super *super, const Value *args, size_t count) {
  if (count > 2) return raise(TypeError, "super() expected at most 2 arguments, got %zu", count), false;
  Value type = count ? args[0] : EMPTY, object = count == 2 ? args[1] : EMPTY;
  if (count == 0 && !find_arguments(&type, &object)) return false;
  if (!is_type(type)) return raise(TypeError, "super() argument 1 must be a type, not %T", type), false;
  if (object == NONE && count == 2) object = EMPTY;
  Value start = EMPTY;
  if (object != EMPTY && (start = starting_class(type, object)) == EMPTY) return false;
  super->type = type;
  super->object = object;
  super->start = start;
  return true;
}

static Value super_construct(Type *cls, Value *args, size_t count, Value keyword_names) {
  bool own_init = has_python_init(cls);
  if (!own_init && keyword_names != EMPTY) return raise(TypeError, "super() takes no keyword arguments");
  Super *super = instance_allocate(cls);
  return super && (own_init || fill(super, args, count)) ? from_object(super) : EMPTY;
}

static Value super_initialise(Value *args, size_t count) {
  return fill(to_super(args[0]), args + 1, count - 1) ? NONE : EMPTY;
}

// The attribute as the classes behind super's type define it, unbound; EMPTY: absent.
static Value find_behind(const Super *super, Value name) {
  const Tuple *mro = to_tuple(to_type(super->start)->mro);
  uint64_t i = 0;
  while (i < mro->length && mro->items[i] != super->type) i++;
  for (i++; i < mro->length; i++) {
    Value found = dict_get_str(to_type(mro->items[i])->dict, name);
    if (found != EMPTY) return found;
  }
  return EMPTY;
}

static Value super_get_attribute(Value self, Value name) {
  Super *super = to_super(self);
  if (super->start == EMPTY || name == vm.names.__class__) return generic_get_attribute(self, name);
  Value found = find_behind(super, name);
  if (found == EMPTY) return generic_get_attribute(self, name);
  Value (*get)(Value, Value, Value) = type_of(found)->slots.descriptor_get;
  if (!get) return found;
  bool through_class = super->object == super->start;
  return get(found, through_class ? EMPTY : super->object, super->start);
}

Value super_object(Value self) { return to_super(self)->object; }

Value super_find_method(Value self, Value name) {
  Super *super = to_super(self);
  if (super->start == EMPTY || super->object == super->start || name == vm.names.__class__) return EMPTY;
  return find_behind(super, name);
}

static Value super_repr(Value self) {
  Super *super = to_super(self);
  if (super->start == EMPTY) return str_format_c("<super: <class '%V'>, NULL>", to_type(super->type)->name);
  return str_format_c("<super: <class '%V'>, <%V object>>", to_type(super->type)->name, to_type(super->start)->name);
}

// An unbound super as a class attribute binds to the instance.
static Value super_descriptor_get(Value self, Value object, Value owner) {
  (void)owner;
  Super *super = to_super(self);
  if (object == EMPTY || super->object != EMPTY) return self;
  Value args[] = {super->type, object};
  return object_call(from_object(type_of(self)), args, 2, EMPTY);
}

static Value none_if_empty(Value v) { return v == EMPTY ? NONE : v; }
static Value get_this_class(Value self) { return none_if_empty(to_super(self)->type); }
static Value get_self(Value self) { return none_if_empty(to_super(self)->object); }
static Value get_self_class(Value self) { return none_if_empty(to_super(self)->start); }

void super_init(void) {
  static const GetSetDef attributes[] = {{"__thisclass__", get_this_class, NULL, NULL},
                                         {"__self__", get_self, NULL, NULL},
                                         {"__self_class__", get_self_class, NULL, NULL},
                                         {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = super_repr,
                                  .get_attribute = super_get_attribute,
                                  .descriptor_get = super_descriptor_get,
                                  .construct = super_construct};
  static const NativeDef methods[] = {{.name = "__init__", .signature = "self, /, *args", .fn = super_initialise},
                                      {.name = NULL}};
  type_setup(SHAPE_SUPER, &slots, methods, attributes, HEAP_VALUES, sizeof(Super), NULL);
}
