// The classes of _operator: callables that remember which items, attributes or method to ask for.
#include "core/modules/collections/operator.h"

#include "core/modules/collections/declare.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/interpreter.h"

// HEAP_VALUES. itemgetter: `names` are the keys. attrgetter: attribute names as given; `parts` has for each the name
// itself or, when it has dots, the tuple of its parts. methodcaller: `names` is the tuple of the method's name and the
// positional arguments, `parts` the dict of keyword arguments or EMPTY.
typedef struct Getter {
  Object header;
  Value names; // tuple
  Value parts;
} Getter;

static Type *item_getter, *attribute_getter, *method_caller;

static Getter *to_getter(Value v) { return (Getter *)(void *)to_object(v); }

static Value getter_new(Type *type, Value names, Value parts) {
  Getter *getter = names == EMPTY ? NULL : instance_allocate(type);
  if (getter == NULL) return EMPTY;
  getter->names = names;
  getter->parts = parts;
  return from_object(getter);
}

// The one argument of a call. False: raised.
static bool one_argument(const char *name, size_t count, Value keyword_names) {
  return check_arguments(name, count, 1, 1, keyword_names);
}

// "operator.name(" and the reprs of the names from `first` on; left open for more.
static bool repr_start(Value self, StrBuilder *text) {
  const Tuple *names = to_tuple(to_getter(self)->names);
  str_builder_add_str(text, str_format_c("operator.%V(", type_of(self)->name));
  for (uint64_t i = 0; i < names->length; i++) {
    if (i > 0) str_builder_add_c(text, ", ");
    Value part = object_repr(names->items[i]);
    if (part == EMPTY) return false;
    str_builder_add_str(text, part);
  }
  return true;
}

static bool repr_keywords(Value keywords, StrBuilder *text) {
  size_t position = 0;
  Value key, value;
  while (keywords != EMPTY && dict_next(keywords, &position, &key, &value)) {
    Value part = object_repr(value);
    if (part == EMPTY) return false;
    str_builder_add_str(text, str_format_c(", %V=%V", key, part));
  }
  return true;
}

static Value getter_repr(Value self) {
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self))
    return vm_exception != EMPTY ? EMPTY : str_format_c("operator.%V(...)", type_of(self)->name);
  StrBuilder text = STR_BUILDER_INIT;
  bool done =
      repr_start(self, &text) && (type_of(self) != method_caller || repr_keywords(to_getter(self)->parts, &text));
  repr_guard_leave(&guard);
  if (!done) {
    str_builder_drop(&text);
    return EMPTY;
  }
  str_builder_add_c(&text, ")");
  return str_builder_finish(&text);
}

static Value getter_reduce(Value *args, size_t count) {
  (void)count;
  return tuple_pair(from_object(type_of(args[0])), to_getter(args[0])->names);
}

// --- itemgetter

static Value item_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("itemgetter", count, 1, count < 1 ? 1 : SIZE_MAX, keyword_names)) return EMPTY;
  return getter_new(type, tuple_from(args, count), EMPTY);
}

static Value item_call(Value self, Value *args, size_t count, Value keyword_names) {
  if (!one_argument("itemgetter", count, keyword_names)) return EMPTY;
  const Tuple *keys = to_tuple(to_getter(self)->names);
  Value source = args[0];
  if (keys->length == 1) return get_item(source, keys->items[0]);
  Value result = tuple_new(keys->length);
  if (result == EMPTY) return EMPTY;
  for (uint64_t i = 0; i < keys->length; i++) {
    Value item = get_item(source, keys->items[i]);
    if (item == EMPTY) return EMPTY;
    to_tuple(result)->items[i] = item;
  }
  return result;
}

// --- attrgetter

// An attribute name: itself interned, or the tuple of its parts where it has dots.
static Value attribute_parts(Value name) {
  if (!type_flag(name, TYPE_IS_STR)) return raise(TypeError, "attribute name must be a string");
  if (!memchr(to_str(name)->text, '.', to_str(name)->size)) return str_intern(to_str(name)->text, to_str(name)->size);
  Value dot = str_new(".", 1), list = dot == EMPTY ? EMPTY : object_call_method(name, "split", &dot, 1);
  Value parts = list == EMPTY ? EMPTY : tuple_from_iterable(list);
  for (uint64_t i = 0; parts != EMPTY && i < to_tuple(parts)->length; i++) {
    Value part = str_intern_value(to_tuple(parts)->items[i]);
    if (part == EMPTY) return EMPTY;
    to_tuple(parts)->items[i] = part;
  }
  return parts;
}

static Value attribute_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("attrgetter", count, 1, count < 1 ? 1 : SIZE_MAX, keyword_names)) return EMPTY;
  Value names = tuple_from(args, count), parts = tuple_new(count);
  if (names == EMPTY || parts == EMPTY) return EMPTY;
  for (size_t i = 0; i < count; i++) {
    Value part = attribute_parts(to_tuple(names)->items[i]);
    if (part == EMPTY) return EMPTY;
    to_tuple(parts)->items[i] = part;
  }
  return getter_new(type, names, parts);
}

static Value get_dotted(Value source, Value part) {
  if (!is_tuple(part)) return object_get_attribute(source, part);
  for (uint64_t i = 0; i < to_tuple(part)->length && source != EMPTY; i++)
    source = object_get_attribute(source, to_tuple(part)->items[i]);
  return source;
}

static Value attribute_call(Value self, Value *args, size_t count, Value keyword_names) {
  if (!one_argument("attrgetter", count, keyword_names)) return EMPTY;
  const Tuple *parts = to_tuple(to_getter(self)->parts);
  Value source = args[0];
  if (parts->length == 1) return get_dotted(source, parts->items[0]);
  Value result = tuple_new(parts->length);
  if (result == EMPTY) return EMPTY;
  for (uint64_t i = 0; i < parts->length; i++) {
    Value value = get_dotted(source, parts->items[i]);
    if (value == EMPTY) return EMPTY;
    to_tuple(result)->items[i] = value;
  }
  return result;
}

// --- methodcaller

static Value method_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (count < 1) return raise(TypeError, "methodcaller needs at least one argument, the method name");
  if (!type_flag(args[0], TYPE_IS_STR)) return raise(TypeError, "method name must be a string");
  Value names = tuple_from(args, count), keywords = EMPTY;
  if (names == EMPTY || (to_tuple(names)->items[0] = str_intern_value(args[0])) == EMPTY) return EMPTY;
  if (keyword_count(keyword_names) > 0 && (keywords = dict_new()) == EMPTY) return EMPTY;
  for (size_t i = 0; i < keyword_count(keyword_names); i++)
    if (!dict_set(keywords, to_tuple(keyword_names)->items[i], args[count + i])) return EMPTY;
  return getter_new(type, names, keywords);
}

static Value method_call(Value self, Value *args, size_t count, Value keyword_names) {
  if (!one_argument("methodcaller", count, keyword_names)) return EMPTY;
  const Getter *caller = to_getter(self);
  const Tuple *names = to_tuple(caller->names);
  Value method = object_get_attribute(args[0], names->items[0]);
  CallArguments call;
  if (method == EMPTY || !call_arguments_from(&call, EMPTY, names->items + 1, names->length - 1, caller->parts))
    return EMPTY;
  return object_call(method, call.args, call.count, call.keyword_names);
}

// With keywords: functools.partial(methodcaller, name, **keywords) called with the rest.
static Value method_reduce(Value *args, size_t count) {
  const Getter *caller = to_getter(args[0]);
  if (caller->parts == EMPTY) return getter_reduce(args, count);
  const Tuple *names = to_tuple(caller->names);
  Value module = vm_import(str_from_c("functools"), EMPTY, tuple_from(&names->items[0], 1), 0);
  Value partial = module == EMPTY ? EMPTY : object_get_attribute(module, str_intern("partial", 7));
  Value front[] = {from_object(type_of(args[0])), names->items[0]};
  CallArguments call;
  if (partial == EMPTY || !call_arguments_from(&call, EMPTY, front, 2, caller->parts)) return EMPTY;
  Value callable = object_call(partial, call.args, call.count, call.keyword_names);
  Value rest = callable == EMPTY ? EMPTY : tuple_from(names->items + 1, names->length - 1);
  return rest == EMPTY ? EMPTY : tuple_pair(callable, rest);
}

static Type *getter_type(const char *name, Value (*construct)(Type *, Value *, size_t, Value),
                         Value (*call)(Value, Value *, size_t, Value), const NativeDef *methods) {
  TypeSlots slots = {.repr = getter_repr, .call = call, .construct = construct};
  return type_new_native("operator", name, NULL, 0, &slots, methods, NULL, HEAP_VALUES, sizeof(Getter));
}

bool operator_add_getters(Value module) {
  static const NativeDef methods[] = {
      DEF("__reduce__", "self, /", getter_reduce, "Return state information for pickling"), END_OF_DEFS};
  static const NativeDef caller_methods[] = {
      DEF("__reduce__", "self, /", method_reduce, "Return state information for pickling"), END_OF_DEFS};
  item_getter = getter_type("itemgetter", item_construct, item_call, methods);
  attribute_getter = getter_type("attrgetter", attribute_construct, attribute_call, methods);
  method_caller = getter_type("methodcaller", method_construct, method_call, caller_methods);
  return item_getter && attribute_getter && method_caller &&
         module_add(module, "itemgetter", from_object(item_getter)) &&
         module_add(module, "attrgetter", from_object(attribute_getter)) &&
         module_add(module, "methodcaller", from_object(method_caller));
}
