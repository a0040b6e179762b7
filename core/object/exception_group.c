// Exception groups; see exception_group.h.
#include "core/object/exception_group.h"

#include "core/object/exception_internal.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/interpreter.h"

static Exception *to_exception(Value v) { return (Exception *)to_object(v); }

bool is_exception_group(Value v) { return type_is_subtype(type_of(v), exception_types[EXCEPTION_BaseExceptionGroup]); }

Value exception_group_members(Value group) {
  Value members = to_exception(group)->extra[1];
  return members == EMPTY ? tuple_new(0) : members; // a class whose __new__ did not call ours
}

// --- construction

// The members as a tuple; EMPTY: raised.
static Value members_from(Value sequence) {
  if (type_of(sequence)->slots.get_item == NULL || type_flag(sequence, TYPE_IS_DICT)) {
    return raise(TypeError, "second argument (exceptions) must be a sequence");
  }
  Value members = tuple_from_iterable(sequence);
  if (members == EMPTY) return EMPTY;
  const Tuple *tuple = to_tuple(members);
  if (tuple->length == 0) return raise(ValueError, "second argument (exceptions) must be a non-empty sequence");
  for (uint64_t n = 0; n < tuple->length; n++) {
    if (type_flag(tuple->items[n], TYPE_IS_EXCEPTION)) continue;
    return raise(ValueError, "Item %zu of second argument (exceptions) is not an exception", (size_t)n);
  }
  return members;
}

// The class for these members: a plain BaseExceptionGroup of plain exceptions becomes an ExceptionGroup. NULL: raised.
static Type *class_for(Type *type, const Tuple *members) {
  Type *plain = exception_types[EXCEPTION_Exception], *group = exception_types[EXCEPTION_ExceptionGroup];
  bool all_plain = true;
  for (uint64_t n = 0; n < members->length; n++) all_plain &= type_is_subtype(type_of(members->items[n]), plain);
  if (type == exception_types[EXCEPTION_BaseExceptionGroup]) return all_plain ? group : type;
  if (all_plain || !type_is_subtype(type, plain)) return type;
  if (type == group) {
    raise(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  } else {
    raise(TypeError, "Cannot nest BaseExceptions in '%V'", type->name);
  }
  return NULL;
}

static Value group_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (count != 2) {
    return raise(TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", count);
  }
  if (!type_flag(args[0], TYPE_IS_STR))
    return raise(TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
  Value message = args[0], given = tuple_from(args, 2), members = given == EMPTY ? EMPTY : members_from(args[1]);
  if (members == EMPTY || (type = class_for(type, to_tuple(members))) == NULL) return EMPTY;
  Value init = type_lookup_cached(type, vm.names.__init__);
  if (keyword_names != EMPTY && has_shape(init, SHAPE_NATIVE_METHOD)) {
    return raise(TypeError, "%V() takes no keyword arguments", type->name);
  }
  Value group = exception_make(type, given, EMPTY);
  if (group == EMPTY) return EMPTY;
  to_exception(group)->extra[0] = message;
  to_exception(group)->extra[1] = members;
  return group;
}

static Value group_new(Type *type, Value message, Value members) {
  Value args[] = {message, members};
  return object_call(from_object(type), args, 2, EMPTY);
}

// --- splitting

typedef enum MatchKind { MATCH_TYPES, MATCH_PREDICATE, MATCH_LEAVES } MatchKind;

typedef struct Matcher {
  MatchKind kind;
  Value value; // a type or tuple of types; a function; a list of exceptions
} Matcher;

typedef struct Split {
  Value match, rest; // exceptions or NONE
} Split;

static int matches(Value exception, Matcher matcher) {
  if (matcher.kind == MATCH_TYPES) return match_exception(exception, matcher.value);
  if (matcher.kind == MATCH_PREDICATE) {
    Value answer = object_call_1(matcher.value, exception);
    return answer == EMPTY ? -1 : object_truth(answer);
  }
  if (is_exception_group(exception)) return 0;
  const List *leaves = to_list(matcher.value);
  for (uint64_t n = 0; n < leaves->length; n++) {
    if (leaves->storage->items[n] == exception) return 1;
  }
  return 0;
}

// The notes of a part are a list of its own.
static bool copy_notes(Value part, Value group) {
  Value notes = object_find_attribute(group, vm.names.__notes__);
  if (notes == EMPTY) return vm_exception == EMPTY;
  if (!type_flag(notes, TYPE_IS_LIST) && !type_flag(notes, TYPE_IS_TUPLE)) return true; // not the place to complain
  Value copy = list_from_iterable(notes);
  return copy != EMPTY && object_set_attribute(part, vm.names.__notes__, copy);
}

// A group like `group` of the exceptions in a list; NONE when it is empty. EMPTY: raised.
static Value part_of(Value group, Value list) {
  if (to_list(list)->length == 0) return NONE;
  Value part = object_call_method(group, "derive", &list, 1);
  if (part == EMPTY) return EMPTY;
  if (!is_exception_group(part)) return raise(TypeError, "derive must return an instance of BaseExceptionGroup");
  Exception *to = to_exception(part);
  const Exception *from = to_exception(group);
  if (from->traceback != NONE) to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = TRUE_VALUE;
  return copy_notes(part, group) ? part : EMPTY;
}

static bool split(Value exception, Matcher matcher, bool want_rest, Split *result) {
  *result = (Split){NONE, NONE};
  if (!vm_check_c_stack()) return false;
  int match = matches(exception, matcher);
  if (match < 0) return false;
  if (match) {
    result->match = exception;
    return true;
  }
  if (!is_exception_group(exception)) {
    if (want_rest) result->rest = exception;
    return true;
  }
  Value matching = list_new(0), others = list_new(0), members = exception_group_members(exception);
  if (matching == EMPTY || others == EMPTY || members == EMPTY) return false;
  for (uint64_t n = 0; n < to_tuple(members)->length; n++) {
    Split inner;
    if (!split(to_tuple(members)->items[n], matcher, want_rest, &inner)) return false;
    if (inner.match != NONE && !list_append(matching, inner.match)) return false;
    if (inner.rest != NONE && !list_append(others, inner.rest)) return false;
  }
  result->match = part_of(exception, matching);
  if (result->match != EMPTY && want_rest) result->rest = part_of(exception, others);
  return result->match != EMPTY && result->rest != EMPTY;
}

static bool is_exception_class(Value v) {
  return is_type(v) && type_is_subtype(to_type(v), exception_types[EXCEPTION_BaseException]);
}

static bool matcher_from(Value value, Matcher *matcher) {
  *matcher = (Matcher){MATCH_TYPES, value};
  if (has_shape(value, SHAPE_FUNCTION)) {
    matcher->kind = MATCH_PREDICATE;
    return true;
  }
  bool valid = is_exception_class(value);
  if (type_flag(value, TYPE_IS_TUPLE)) {
    valid = true;
    for (uint64_t n = 0; n < to_tuple(value)->length; n++) valid &= is_exception_class(to_tuple(value)->items[n]);
  }
  if (!valid) raise(TypeError, "expected a function, exception type or tuple of exception types");
  return valid;
}

// --- methods

// split() and subgroup() count their arguments themselves, as CPython's do.
static bool one_argument(const char *name, size_t count) {
  if (count == 2) return true;
  return raise(TypeError, "%s expected 1 argument, got %zu", name, count - 1), false;
}

static Value method_split(Value *args, size_t count) {
  Matcher matcher;
  Split result;
  if (!one_argument("split", count) || !matcher_from(args[1], &matcher) || !split(args[0], matcher, true, &result))
    return EMPTY;
  return tuple_from((const Value[]){result.match, result.rest}, 2);
}

static Value method_subgroup(Value *args, size_t count) {
  Matcher matcher;
  Split result;
  return one_argument("subgroup", count) && matcher_from(args[1], &matcher) && split(args[0], matcher, false, &result)
             ? result.match
             : EMPTY;
}

static Value method_derive(Value *args, size_t count) {
  (void)count;
  return group_new(exception_types[EXCEPTION_BaseExceptionGroup], to_exception(args[0])->extra[0], args[1]);
}

static Value group_str(Value self) {
  Value members = exception_group_members(self), message = to_exception(self)->extra[0];
  if (members == EMPTY) return EMPTY;
  size_t count = to_tuple(members)->length;
  return str_format_c("%V (%zu sub-exception%s)", message == EMPTY ? NONE : message, count, count == 1 ? "" : "s");
}

static Value get_message(Value self) {
  Value message = to_exception(self)->extra[0];
  return message == EMPTY ? NONE : message;
}

// --- except*

Value exception_group_match(Value *rest, Value types) {
  Value exception = *rest;
  if (exception == NONE) return NONE;
  const Value *items = type_flag(types, TYPE_IS_TUPLE) ? to_tuple(types)->items : &types;
  size_t count = type_flag(types, TYPE_IS_TUPLE) ? to_tuple(types)->length : 1;
  int match = match_exception(exception, types);
  if (match < 0) return EMPTY;
  for (size_t n = 0; n < count; n++) {
    if (!type_is_subtype(to_type(items[n]), exception_types[EXCEPTION_BaseExceptionGroup])) continue;
    return raise(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
  if (match) {
    *rest = NONE;
    if (is_exception_group(exception)) return exception;
    Value members = tuple_from(&exception, 1);
    return members == EMPTY ? EMPTY : group_new(exception_types[EXCEPTION_BaseExceptionGroup], str_from_c(""), members);
  }
  if (!is_exception_group(exception)) return NONE;
  // as a call, since a class may define a split() of its own
  Value pair = object_call_method(exception, "split", &types, 1);
  if (pair == EMPTY) return EMPTY;
  if (!type_flag(pair, TYPE_IS_TUPLE)) {
    return raise(TypeError, "%T.split must return a tuple, not %T", exception, pair);
  }
  if (to_tuple(pair)->length < 2) {
    return raise(TypeError, "%T.split must return a 2-tuple, got tuple of size %zu", exception,
                 (size_t)to_tuple(pair)->length);
  }
  for (size_t n = 0; n < 2; n++) {
    Value part = to_tuple(pair)->items[n];
    if (part != NONE && !type_flag(part, TYPE_IS_EXCEPTION))
      return raise(TypeError, "%T.split must return exceptions or None, not %T", exception, part);
  }
  *rest = to_tuple(pair)->items[1];
  return to_tuple(pair)->items[0];
}

// Parts of a group keep its traceback, cause, context and notes: that tells a part that was raised again from an
// exception of its own.
static bool same_origin(Value part, Value original) {
  const Exception *a = to_exception(part), *b = to_exception(original);
  return a->traceback == b->traceback && a->cause == b->cause && a->context == b->context &&
         instance_get(part, vm.names.__notes__) == instance_get(original, vm.names.__notes__);
}

// Adds the exceptions in a tree of groups to a list.
static bool collect_leaves(Value exception, Value list) {
  if (exception == NONE) return true;
  if (!is_exception_group(exception)) return list_append(list, exception);
  Value members = exception_group_members(exception);
  if (members == EMPTY || !vm_check_c_stack()) return false;
  for (uint64_t n = 0; n < to_tuple(members)->length; n++) {
    if (!collect_leaves(to_tuple(members)->items[n], list)) return false;
  }
  return true;
}

// The part of `original` whose leaves are those of the exceptions in `kept`; NONE: none.
static Value projection(Value original, Value kept) {
  Value leaves = list_new(0);
  if (leaves == EMPTY) return EMPTY;
  for (uint64_t n = 0; n < to_list(kept)->length; n++) {
    if (!collect_leaves(to_list(kept)->storage->items[n], leaves)) return EMPTY;
  }
  Split result;
  return split(original, (Matcher){MATCH_LEAVES, leaves}, false, &result) ? result.match : EMPTY;
}

Value exception_group_reraise(Value original, Value results) {
  const List *list = to_list(results);
  if (list->length == 0) return NONE;
  for (uint64_t n = 0; n < list->length; n++) { // (hostile bytecode)
    Value exception = list->storage->items[n];
    if (exception != NONE && !type_flag(exception, TYPE_IS_EXCEPTION))
      return raise(SystemError, "'%T' object is no exception", exception);
  }
  // A lone exception was wrapped: only one clause can have run.
  if (!is_exception_group(original)) return list->storage->items[0];
  Value raised = list_new(0), reraised = list_new(0);
  if (raised == EMPTY || reraised == EMPTY) return EMPTY;
  for (uint64_t n = 0; n < list->length; n++) {
    Value exception = list->storage->items[n];
    if (exception == NONE) continue;
    if (!list_append(same_origin(exception, original) ? reraised : raised, exception)) return EMPTY;
  }
  Value remaining = projection(original, reraised);
  if (remaining == EMPTY || to_list(raised)->length == 0) return remaining;
  if (remaining != NONE && !list_append(raised, remaining)) return EMPTY;
  return group_new(exception_types[EXCEPTION_BaseExceptionGroup], str_from_c(""), raised);
}

// --- the classes

// ExceptionGroup derives from Exception, too: the only C class with two bases.
static void add_second_base(Type *type, Type *second) {
  Value bases[] = {from_object(type->base), from_object(second)};
  type->bases = tuple_from(bases, 2);
  type->mro = mro_compute(type);
  list_append(second->subclasses, from_object(type));
}

void exception_group_init(void) {
  static const TypeSlots slots = {.str = group_str, .construct = group_construct};
  static const NativeDef methods[] = {
      {.name = "derive", .signature = "self, excs, /", .fn = method_derive},
      {.name = "split", .signature = "self, /, *args", .fn = method_split},
      {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem},
      {.name = "subgroup", .signature = "self, /, *args", .fn = method_subgroup},
      {.name = NULL},
  };
  static const GetSetDef attributes[] = {
      {.name = "message", .get = get_message, .set = readonly_member},
      {.name = "exceptions", .get = exception_group_members, .set = readonly_member},
      {.name = NULL},
  };
  Type *base = exception_types[EXCEPTION_BaseExceptionGroup], *group = exception_types[EXCEPTION_ExceptionGroup];
  type_fill(base, &slots, methods, attributes, NULL);
  group->slots.str = base->slots.str;
  group->slots.construct = base->slots.construct;
  add_second_base(group, exception_types[EXCEPTION_Exception]);
}
