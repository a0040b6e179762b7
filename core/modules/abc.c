// The module _abc: the checks of abstract base classes, and what they remember.
//
// Whether a class counts as a subclass of an abstract one may take a walk over all that is registered and derived, in
// Python and C, so answers are remembered: in one table of a fixed size for all classes, each answer in the one slot
// that its two classes hash to. "Yes" is true for good; "no" only until the next registration, which the token counts.
// The table holds its classes weakly.
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/object/weakref.h"
#include "core/vm/vm.h"

#define ANSWERS 256

typedef struct Answer {
  Value abstract, subclass; // EMPTY: the slot is free
  int64_t token;            // of a "no"
  bool yes;
} Answer;

static Answer answers[ANSWERS];
static int64_t token;

static Answer *slot_of(Value abstract, Value subclass) {
  uint64_t mixed = (abstract >> 4) * 31 + (subclass >> 4);
  return &answers[(mixed ^ mixed >> 8) % ANSWERS];
}

// 1 or 0: remembered; -1: not known.
static int recall(Value abstract, Value subclass) {
  const Answer *answer = slot_of(abstract, subclass);
  if (answer->abstract != abstract || answer->subclass != subclass) return -1;
  return answer->yes ? 1 : answer->token == token ? 0 : -1;
}

static int remember(Value abstract, Value subclass, bool yes) {
  *slot_of(abstract, subclass) = (Answer){abstract, subclass, token, yes};
  return yes;
}

static void drop_dead(void) {
  for (size_t i = 0; i < ANSWERS; i++)
    if (answers[i].abstract != EMPTY && !(heap_is_marked(answers[i].abstract) && heap_is_marked(answers[i].subclass)))
      answers[i] = (Answer){.abstract = EMPTY};
}

// --- the checks

// What __subclasshook__ says: 1, 0, -1: raised, -2: nothing.
static int ask_hook(Value abstract, Value subclass) {
  Value said = object_call_method(abstract, "__subclasshook__", &subclass, 1);
  if (said == EMPTY) return -1;
  if (said == NOT_IMPLEMENTED) return -2;
  if (said == TRUE_VALUE || said == FALSE_VALUE) return said == TRUE_VALUE;
  return raise(AssertionError, "__subclasshook__ must return either False, True, or NotImplemented"), -1;
}

// Whether subclass derives from a class that was registered. 1, 0, -1: raised.
static int derives_from_registered(Value abstract, Value subclass) {
  Value registry = object_get_attribute(abstract, str_intern("_abc_impl", 9));
  if (registry == EMPTY) return -1;
  if (!is_list(registry)) return raise(TypeError, "_abc_impl is set to a wrong type"), -1;
  for (uint64_t i = 0; i < to_list(registry)->length; i++) {
    Value registered = object_call(to_list(registry)->storage->items[i], NULL, 0, EMPTY);
    int answer = registered == EMPTY ? -1 : registered == NONE ? 0 : object_is_subclass(subclass, registered);
    if (answer != 0) return answer;
  }
  return 0;
}

// Whether subclass derives, in whatever way, from one of the classes below the abstract one. 1, 0, -1: raised.
static int derives_from_derived(Value abstract, Value subclass) {
  Value derived = object_call_method(abstract, "__subclasses__", NULL, 0);
  if (derived == EMPTY) return -1;
  if (!is_list(derived)) return raise(TypeError, "__subclasses__() must return a list"), -1;
  for (uint64_t i = 0; i < to_list(derived)->length; i++) {
    int answer = object_is_subclass(subclass, to_list(derived)->storage->items[i]);
    if (answer != 0) return answer;
  }
  return 0;
}

static bool is_in_mro(Value abstract, Value subclass) {
  const Tuple *mro = to_tuple(to_type(subclass)->mro);
  for (uint64_t i = 0; i < mro->length; i++)
    if (mro->items[i] == abstract) return true;
  return false;
}

static int find_out(Value abstract, Value subclass) {
  int answer = ask_hook(abstract, subclass);
  if (answer != -2) return answer;
  if (is_in_mro(abstract, subclass)) return 1;
  answer = derives_from_registered(abstract, subclass);
  return answer ? answer : derives_from_derived(abstract, subclass);
}

static Value subclass_check(Value *args, size_t count) {
  (void)count;
  if (!is_type(args[1])) return raise(TypeError, "issubclass() arg 1 must be a class");
  int answer = recall(args[0], args[1]);
  if (answer >= 0) return from_bool(answer);
  answer = find_out(args[0], args[1]);
  return answer < 0 ? EMPTY : from_bool(remember(args[0], args[1], answer));
}

// The class that an instance claims counts, and then the one that it has.
static Value instance_check(Value *args, size_t count) {
  (void)count;
  Value claimed = object_get_attribute(args[1], vm.names.__class__), actual = from_object(type_of(args[1]));
  if (claimed == EMPTY) return EMPTY;
  int known = is_type(claimed) ? recall(args[0], claimed) : -1;
  if (known > 0 || (known == 0 && claimed == actual)) return from_bool(known);
  Value answer = object_call_method(args[0], "__subclasscheck__", &claimed, 1);
  if (answer == EMPTY || claimed == actual) return answer;
  int yes = object_truth(answer);
  if (yes) return yes < 0 ? EMPTY : TRUE_VALUE;
  return object_call_method(args[0], "__subclasscheck__", &actual, 1);
}

// --- registration

// What CPython's numbers of the flags are in __abc_tpflags__.
enum { ABC_SEQUENCE = 1 << 5, ABC_MAPPING = 1 << 6 };

// Gives type, and all that derives from it, a flag of collections. Types written in C keep theirs.
static void set_collection(Type *type, uint32_t flag) {
  if (!(type->flags & TYPE_HEAP) || (type->flags & TYPE_COLLECTION) == flag) return;
  type->flags = (type->flags & ~(uint32_t)TYPE_COLLECTION) | flag;
  for (uint32_t i = 0; i < type->subclass_count; i++) set_collection(type_subclasses(type)[i], flag);
}

// A new abstract class: __abc_tpflags__ may say that it is for sequences or mappings.
static Value note_class(Value *args, size_t count) {
  (void)count;
  static const char name[] = "__abc_tpflags__";
  if (!is_type(args[0])) return NONE;
  Type *type = to_type(args[0]);
  Value said = dict_get_str(type->dict, str_intern(name, sizeof name - 1));
  if (said == EMPTY || !is_int(said)) return NONE;
  int64_t bits = to_small_int(said);
  if ((bits & ABC_SEQUENCE) && (bits & ABC_MAPPING))
    return raise(TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
  if (bits & (ABC_SEQUENCE | ABC_MAPPING)) set_collection(type, bits & ABC_SEQUENCE ? TYPE_SEQUENCE : TYPE_MAPPING);
  return dict_delete(type->dict, str_intern(name, sizeof name - 1)) < 0 ? EMPTY : NONE;
}

static Value note_registration(Value *args, size_t count) {
  (void)count;
  uint32_t flag = is_type(args[0]) ? to_type(args[0])->flags & TYPE_COLLECTION : 0;
  if (flag && is_type(args[1])) set_collection(to_type(args[1]), flag);
  token++;
  return NONE;
}

static Value get_cache_token(Value *args, size_t count) {
  (void)args, (void)count;
  return int_from_i64(token);
}

static Value reset_caches(Value *args, size_t count) {
  (void)count;
  for (size_t i = 0; i < ANSWERS; i++)
    if (answers[i].abstract == args[0]) answers[i] = (Answer){.abstract = EMPTY};
  return NONE;
}

static bool init(Value module) {
  (void)module;
  heap_add_weak(drop_dead);
  return true;
}

static const NativeDef functions[] = {
    {"subclass_check", "cls, subclass, /", subclass_check, .doc = DOC("Whether subclass counts as one of cls.")},
    {"instance_check", "cls, instance, /", instance_check,
     .doc = DOC("Whether the class of instance counts as one of cls.")},
    {"note_class", "cls, /", note_class, .doc = DOC("Mark a new abstract class as one of sequences or mappings.")},
    {"note_registration", "cls, subclass, /", note_registration,
     .doc = DOC("Forget what was found not to be a subclass; for a match statement, subclass is what cls is.")},
    {"get_cache_token", "", get_cache_token, .doc = DOC("A number that each registration changes.")},
    {"_reset_caches", "cls, /", reset_caches, .doc = DOC("Forget what is known of the subclasses of cls.")},
    {0},
};

const NativeModule module__abc = {"_abc", functions, init, DOC("The checks of abstract base classes.")};
