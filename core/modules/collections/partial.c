// functools.partial.
#include "core/modules/collections/declare.h"
#include "core/modules/collections/functools.h"
#include "core/object/array.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/partial.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

static Type *partial_type;

static Partial *to_partial(Value v) { return (Partial *)(void *)to_object(v); }

static Value partial_call(Value self, Value *args, size_t count, Value keyword_names);

// The positional arguments of both. EMPTY with MemoryError.
static Value join_args(const Tuple *first, const Value *more, size_t count) {
  Value joined = tuple_new(first->length + count);
  if (joined == EMPTY) return EMPTY;
  memcpy(to_tuple(joined)->items, first->items, first->length * sizeof(Value));
  memcpy(to_tuple(joined)->items + first->length, more, count * sizeof(Value));
  return joined;
}

// A copy of keywords with those of a call added. EMPTY: raised.
static Value join_keywords(Value keywords, Value keyword_names, const Value *values) {
  Value joined = dict_copy(keywords);
  for (size_t i = 0; joined != EMPTY && i < keyword_count(keyword_names); i++)
    if (!dict_set(joined, to_tuple(keyword_names)->items[i], values[i])) return EMPTY;
  return joined;
}

static bool is_callable(Value v) {
  uint32_t shape = shape_of(v);
  return shape == SHAPE_FUNCTION || shape == SHAPE_METHOD || type_of(v)->slots.call != NULL;
}

static Value partial_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (count < 1) return raise(TypeError, "type 'partial' takes at least one argument");
  Value function = args[0], first = tuple_new(0), keywords = dict_new();
  if (first == EMPTY || keywords == EMPTY) return EMPTY;
  // A partial of a partial without attributes is made of its parts.
  if (type_is_subtype(type_of(function), partial_type) && type_of(function)->slots.call == partial_call &&
      to_partial(function)->attributes == EMPTY) {
    const Partial *inner = to_partial(function);
    first = inner->args;
    keywords = inner->keywords;
    function = inner->function;
  }
  if (!is_callable(function)) return raise(TypeError, "the first argument must be callable");
  Partial *self = instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->function = function;
  self->args = join_args(to_tuple(first), args + 1, count - 1);
  self->keywords = join_keywords(keywords, keyword_names, args + count);
  return self->args == EMPTY || self->keywords == EMPTY ? EMPTY : from_object(self);
}

static Value partial_call(Value self, Value *args, size_t count, Value keyword_names) {
  const Partial *partial = to_partial(self);
  const Tuple *first = to_tuple(partial->args);
  size_t named = keyword_count(keyword_names);
  CallArguments call;
  if (to_dict(partial->keywords)->length == 0) {
    if (!call_arguments_reserve(&call, first->length + count + named)) return EMPTY;
    values_copy(call.args, first->items, first->length);
    values_copy(call.args + first->length, args, count + named);
    return object_call(partial->function, call.args, first->length + count, keyword_names);
  }
  Value all = join_args(first, args, count), keywords = join_keywords(partial->keywords, keyword_names, args + count);
  if (all == EMPTY || keywords == EMPTY ||
      !call_arguments_from(&call, EMPTY, to_tuple(all)->items, to_tuple(all)->length, keywords))
    return EMPTY;
  return object_call(partial->function, call.args, call.count, call.keyword_names);
}

static bool repr_parts(Value self, StrBuilder *text) {
  const Partial *partial = to_partial(self);
  Value part = object_repr(partial->function), key, value, keywords = partial->keywords;
  if (part == EMPTY) return false;
  str_builder_add_str(text, part);
  Value args = partial->args;
  for (uint64_t i = 0; i < to_tuple(args)->length; i++) {
    if ((part = object_repr(to_tuple(args)->items[i])) == EMPTY) return false;
    str_builder_add_c(text, ", ");
    str_builder_add_str(text, part);
  }
  size_t position = 0;
  while (dict_next(keywords, &position, &key, &value)) {
    if ((part = object_repr(value)) == EMPTY) return false;
    str_builder_add_str(text, str_format_c(", %V=%V", key, part));
  }
  return true;
}

static Value partial_repr(Value self) {
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self)) return repr_again("...");
  StrBuilder text = STR_BUILDER_INIT;
  if (type_of(self) == partial_type) str_builder_add_c(&text, "functools.");
  str_builder_add_str(&text, type_of(self)->name);
  str_builder_add_c(&text, "(");
  bool done = repr_parts(self, &text);
  repr_guard_leave(&guard);
  if (!done) {
    str_builder_drop(&text);
    return EMPTY;
  }
  str_builder_add_c(&text, ")");
  return str_builder_finish(&text);
}

static Value partial_reduce(Value *args, size_t count) {
  (void)count;
  const Partial *partial = to_partial(args[0]);
  Value attributes = NONE;
  // Those of a class derived from partial are elsewhere than partial's own.
  Value names = instance_attribute_names(args[0]);
  if (names == EMPTY) return EMPTY;
  if (to_list(names)->length > 0 && (attributes = instance_dict(args[0])) == EMPTY) return EMPTY;
  Value state[] = {partial->function, partial->args, partial->keywords, attributes};
  Value parts[] = {from_object(type_of(args[0])), tuple_from(state, 1), tuple_from(state, 4)};
  return parts[1] == EMPTY || parts[2] == EMPTY ? EMPTY : tuple_from(parts, 3);
}

static Value partial_setstate(Value *args, size_t count) {
  (void)count;
  Value state = args[1];
  if (!type_flag(state, TYPE_IS_TUPLE) || to_tuple(state)->length != 4)
    return raise(TypeError, "invalid partial state");
  const Value *items = to_tuple(state)->items;
  Value function = items[0], first = items[1], keywords = items[2], attributes = items[3];
  if (!is_callable(function) || !type_flag(first, TYPE_IS_TUPLE) ||
      (keywords != NONE && !type_flag(keywords, TYPE_IS_DICT)))
    return raise(TypeError, "invalid partial state");
  if (!is_tuple(first) && (first = tuple_from_iterable(first)) == EMPTY) return EMPTY;
  if (keywords == NONE)
    keywords = dict_new();
  else if (!is_dict(keywords))
    keywords = dict_copy(keywords);
  if (keywords == EMPTY) return EMPTY;
  if (attributes == NONE ? to_partial(args[0])->attributes != EMPTY : true) {
    Value dict = attributes == NONE ? dict_new() : attributes;
    if (!type_flag(dict, TYPE_IS_DICT)) return raise(TypeError, "invalid partial state");
    if (!instance_set_dict(args[0], dict)) return EMPTY;
  }
  Partial *partial = to_partial(args[0]);
  partial->function = function;
  partial->args = first;
  partial->keywords = keywords;
  return NONE;
}

static Value get_function(Value self) { return to_partial(self)->function; }
static Value get_args(Value self) { return to_partial(self)->args; }
static Value get_keywords(Value self) { return to_partial(self)->keywords; }

bool functools_add_partial(Value module) {
  static const NativeDef methods[] = {
      DEF("__reduce__", "self, /", partial_reduce, NULL),
      DEF("__setstate__", "self, state, /", partial_setstate, NULL),
      DEF("__class_getitem__", "cls, item, /", type_class_getitem, "See PEP 585"),
      END_OF_DEFS,
  };
  static const GetSetDef attributes[] = {
      {"func", get_function, readonly_member, DOC("function object to use in future partial calls")},
      {"args", get_args, readonly_member, DOC("tuple of arguments to future partial calls")},
      {"keywords", get_keywords, readonly_member, DOC("dictionary of keyword arguments to future partial calls")},
      {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = partial_repr, .call = partial_call, .construct = partial_construct};
  partial_type = type_new_native("functools", "partial", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, attributes,
                                 HEAP_INSTANCE, sizeof(Partial));
  if (partial_type == NULL) return false;
  partial_shape = partial_type->root_shape;
  return type_add_instance_dict(partial_type) &&
         dict_set(partial_type->dict, vm.names.__doc__,
                  str_from_c("partial(func, *args, **keywords) - new function with partial application\n"
                             "    of the given arguments and keywords.\n")) &&
         module_add(module, "partial", from_object(partial_type));
}
