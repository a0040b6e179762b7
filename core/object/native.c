// Functions written in C: the object, the call, the attributes.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/native_internal.h"
#include "core/object/range.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// `minimum` of a function that always needs the full binding.
#define NEVER_DIRECT UINT16_MAX
enum { VARIADIC = 1, BOUND = 2 }; // Native.variadic

Value native_new(const NativeDef *def, Type *owner_type, Value self, Value module_name) {
  bool method = owner_type && self == EMPTY;
  Native *native = heap_new(method ? SHAPE_NATIVE_METHOD : SHAPE_NATIVE, HEAP_NATIVE, sizeof *native);
  if (!native) return EMPTY;
  NativeCounts counts = native_count_parameters(def);
  native->def = def;
  native->self = self;
  native->owner = owner_type ? from_object(owner_type) : module_name;
  native->minimum = counts.keyword_required ? NEVER_DIRECT : counts.required;
  native->total = counts.named;
  native->positional = counts.positional;
  native->variadic = counts.variadic | (owner_type && self != EMPTY ? BOUND : 0);
  return from_object(native);
}

// A copy of a method descriptor bound to self.
static Value bind_native(Native *method, Value self) {
  Native *native = heap_new(SHAPE_NATIVE, HEAP_NATIVE, sizeof *native);
  if (!native) return EMPTY;
  memcpy((char *)native + sizeof(Object), (char *)method + sizeof(Object), sizeof *native - sizeof(Object));
  native->self = self;
  native->variadic |= BOUND;
  return from_object(native);
}

Value native_bound_to(Value method, Value self) {
  Native *native = to_native(method);
  if (native_is_wrapper(native->def) || !type_is_subtype(type_of(self), to_type(native->owner))) return EMPTY;
  return bind_native(native, self);
}

static const char *visible_name(const Native *native) {
  const char *dot = strrchr(native->def->name, '.');
  return dot ? dot + 1 : native->def->name;
}

// Whether a SHAPE_NATIVE passes its self: methods do, functions of modules do not.
static bool is_bound(const Native *native) { return (native->variadic & BOUND) != 0; }

static bool check_self(const Native *native, const Value *args, size_t count) {
  Type *owner = to_type(native->owner);
  const char *name = visible_name(native);
  const char *type = to_str(owner->name)->text;
  bool wrapper = native_is_wrapper(native->def);
  if (count == 0) {
    if (wrapper)
      raise(TypeError, "descriptor '%s' of '%s' object needs an argument", name, type);
    else
      raise(TypeError, "unbound method %s.%s() needs an argument", type, name);
    return false;
  }
  if (type_is_subtype(type_of(args[0]), owner)) return true;
  if (wrapper)
    raise(TypeError, "descriptor '%s' requires a '%s' object but received a '%T'", name, type, args[0]);
  else
    raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", name, type, args[0]);
  return false;
}

static Value call_binding(Native *native, Value *args, size_t count, Value keyword_names, bool method) {
  Value slots[NATIVE_PARAMETERS_MAX];
  NativeBinding binding = {.def = native->def,
                           .owner = native->owner,
                           .args = args,
                           .count = count,
                           .keyword_names = keyword_names,
                           .self_count = method};
  if (!native_bind_call(&binding, slots)) return EMPTY;
  values_move(args + native->total, binding.extra, binding.extra_count);
  values_move(args, slots, native->total);
  return native->def->fn(args, native->total + binding.extra_count);
}

Value native_call(Native *native, Value *args, size_t count, Value keyword_names) {
  bool method = native->header.shape == SHAPE_NATIVE_METHOD;
  if (method) {
    if ((count == 0 || type_of(args[0]) != to_type(native->owner)) && !check_self(native, args, count)) return EMPTY;
  } else if (is_bound(native)) {
    size_t total = count + (keyword_names == EMPTY ? 0 : to_tuple(keyword_names)->length);
    values_move(args + 1, args, total);
    args[0] = native->self;
    count++;
    method = true;
  }
  if (keyword_names != EMPTY || count < native->minimum)
    return call_binding(native, args, count, keyword_names, method);
  size_t positional = native->positional, total = native->total;
  if (count <= positional) {
    for (size_t i = count; i < total; i++) args[i] = EMPTY;
    return native->def->fn(args, total);
  }
  if (!(native->variadic & VARIADIC)) return call_binding(native, args, count, keyword_names, method);
  if (total > positional) { // make room for the slots that only keywords fill
    values_move(args + total, args + positional, count - positional);
    for (size_t i = positional; i < total; i++) args[i] = EMPTY;
  }
  return native->def->fn(args, count + total - positional);
}

// --- slots and attributes

static Value call_slot(Value self, Value *args, size_t count, Value keyword_names) {
  return object_call(self, args, count, keyword_names);
}

static Value method_descriptor_get(Value self, Value object, Value owner) {
  (void)owner;
  return object == EMPTY ? self : bind_native(to_native(self), object);
}

static Value method_descriptor_repr(Value self) {
  Native *native = to_native(self);
  const char *format =
      native_is_wrapper(native->def) ? "<slot wrapper '%s' of '%V' objects>" : "<method '%s' of '%V' objects>";
  return str_format_c(format, visible_name(native), to_type(native->owner)->name);
}

static Value native_repr(Value self) {
  Native *native = to_native(self);
  if (!is_bound(native)) return str_format_c("<built-in function %s>", visible_name(native));
  unsigned long long address = heap_identity(native->self);
  if (native_is_wrapper(native->def) && strcmp(native->def->name, "__new__") != 0)
    return str_format_c("<method-wrapper '%s' of %T object at 0x%llx>", visible_name(native), native->self, address);
  return str_format_c("<built-in method %s of %T object at 0x%llx>", visible_name(native), native->self, address);
}

static Value native_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !has_shape(other, SHAPE_NATIVE)) return NOT_IMPLEMENTED;
  Native *a = to_native(self), *b = to_native(other);
  return from_bool((a->def == b->def && a->self == b->self) == (op == COMPARE_EQ));
}

static bool native_hash(Value self, int64_t *hash) {
  Native *native = to_native(self);
  *hash = (int64_t)((uintptr_t)native->def >> 4) ^ (int64_t)heap_identity(native->self);
  if (*hash == -1) *hash = -2;
  return true;
}

static Value get_name(Value self) { return str_from_c(visible_name(to_native(self))); }

// The type of a static method, which are few, all of builtin types; EMPTY: it is none.
static Value static_owner(const Native *native) {
  const char *dot = strchr(native->def->name, '.');
  bool free_standing = native->self == EMPTY && !(is_object(native->owner) && is_type(native->owner));
  if (!free_standing || dot == NULL) return EMPTY;
  return dict_get_str(vm.builtins, str_intern(native->def->name, (size_t)(dot - native->def->name)));
}

static Value get_qualified_name(Value self) {
  Native *native = to_native(self);
  if (static_owner(native) != EMPTY) return str_from_c(native->def->name);
  if (is_object(native->owner) && is_type(native->owner))
    return str_format_c("%V.%s", to_type(native->owner)->name, visible_name(native));
  return get_name(self);
}

static Value get_self(Value self) {
  Native *native = to_native(self);
  return native->self == EMPTY ? NONE : native->self;
}

static Value get_module(Value self) {
  Native *native = to_native(self);
  return is_object(native->owner) && is_str(native->owner) ? native->owner : NONE;
}

static Value get_doc(Value self) {
  Native *native = to_native(self);
  return native->def->doc ? str_from_c(native->def->doc) : NONE;
}

static Value get_owner(Value self) { return to_native(self)->owner; }
// As inspect reads it: self and the like are marked by a dollar sign. A default that is not shown ("other=") has no
// text: then there is no signature.
static Value get_text_signature(Value self) {
  const char *text = to_native(self)->def->signature;
  for (const char *at = strchr(text, '='); at; at = strchr(at + 1, '='))
    if (at[1] == ',' || at[1] == 0) return NONE;
  bool bound = strncmp(text, "self", 4) == 0 || strncmp(text, "cls", 3) == 0;
  return str_format_c(bound ? "($%s)" : *text ? "($module, %s)" : "($module)", text);
}

// For pickle: a function of a module by its name, a method as getattr(owner, name).
static Value native_reduce(Value *args, size_t count) {
  (void)count;
  Native *native = to_native(args[0]);
  bool method = args[0] != EMPTY && has_shape(args[0], SHAPE_NATIVE_METHOD);
  Value owner = method ? native->owner : native->self;
  if (!method && owner == EMPTY) owner = static_owner(native);
  if (!method && (owner == EMPTY || has_shape(owner, SHAPE_MODULE))) return get_name(args[0]);
  return tuple_pair(dict_get_c(vm.builtins, "getattr"), tuple_pair(owner, get_name(args[0])));
}

static void visit_native(Object *object) {
  if (object->shape == SHAPE_RANGE) { // shares the kind
    const Range *range = (const Range *)object;
    heap_visit(range->start_value);
    heap_visit(range->stop_value);
    heap_visit(range->step_value);
    heap_visit(range->length_value);
    return;
  }
  const Native *native = (const Native *)object;
  heap_visit(native->self);
  heap_visit(native->owner);
}

void native_init(void) {
  static const GetSetDef function_attributes[] = {{"__name__", get_name, NULL, NULL},
                                                  {"__qualname__", get_qualified_name, NULL, NULL},
                                                  {"__self__", get_self, NULL, NULL},
                                                  {"__module__", get_module, NULL, NULL},
                                                  {"__doc__", get_doc, NULL, NULL},
                                                  {"__text_signature__", get_text_signature, NULL, NULL},
                                                  {NULL, NULL, NULL, NULL}};
  static const GetSetDef method_attributes[] = {{"__name__", get_name, NULL, NULL},
                                                {"__qualname__", get_qualified_name, NULL, NULL},
                                                {"__objclass__", get_owner, NULL, NULL},
                                                {"__doc__", get_doc, NULL, NULL},
                                                {"__text_signature__", get_text_signature, NULL, NULL},
                                                {NULL, NULL, NULL, NULL}};
  static const TypeSlots function_slots = {
      .repr = native_repr, .call = call_slot, .compare = native_compare, .hash = native_hash};
  static const TypeSlots method_slots = {
      .repr = method_descriptor_repr, .call = call_slot, .descriptor_get = method_descriptor_get};
  heap_set_visitor(HEAP_NATIVE, visit_native);
  native_arguments_init();
  static const NativeDef methods[] = {{.name = "__reduce__", .signature = "self, /", .fn = native_reduce}, {0}};
  type_setup(SHAPE_NATIVE, &function_slots, methods, function_attributes, HEAP_NATIVE, sizeof(Native), NULL);
  type_setup(SHAPE_NATIVE_METHOD, &method_slots, methods, method_attributes, HEAP_NATIVE, sizeof(Native), NULL);
}
