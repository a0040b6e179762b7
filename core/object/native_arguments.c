// Binding the arguments of C functions by the signature text, with the messages of CPython 3.11: what it says depends
// on how the function is declared there, which follows from the shape of the signature.
#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/native_internal.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// --- parsing

// One parameter of the text, or a marker.
typedef struct Parameter {
  const char *name;
  size_t length;
  bool has_default;
} Parameter;

// Takes the next parameter off the text; false at the end. Defaults may hold quoted or bracketed commas.
static bool next_parameter(const char **text, Parameter *parameter) {
  const char *p = *text;
  while (*p == ' ' || *p == ',') p++;
  if (!*p) return false;
  parameter->name = p;
  while (*p && *p != ',' && *p != '=') p++;
  parameter->length = (size_t)(p - parameter->name);
  parameter->has_default = *p == '=';
  int depth = 0;
  for (char quote = 0; *p && (quote || depth || *p != ','); p++) {
    if (quote)
      quote = *p == quote ? 0 : quote;
    else if (*p == '\'' || *p == '"')
      quote = *p;
    else
      depth += (*p == '(' || *p == '[' || *p == '{') - (*p == ')' || *p == ']' || *p == '}');
  }
  *text = p;
  return true;
}

// Counts, and hands each slot's name to `names` when that is not NULL.
static NativeCounts parse(const NativeDef *def, Value *names) {
  NativeCounts counts = {0};
  const char *text = def->signature;
  Parameter parameter;
  bool keyword_only = false;
  while (next_parameter(&text, &parameter)) {
    const char *name = parameter.name;
    size_t length = parameter.length;
    if (*name == '/') {
      counts.positional_only = counts.positional;
      continue;
    }
    if (*name == '*' && !(length > 1 && name[1] == '*')) {
      keyword_only = true;
      counts.variadic |= length > 1;
      continue;
    }
    if (*name == '*') {
      counts.keywords = true;
      name += 2;
      length -= 2;
    } else if (keyword_only) {
      counts.keyword_only++;
      counts.keyword_required |= !parameter.has_default;
    } else {
      counts.positional++;
      counts.required += !parameter.has_default;
    }
    if (names) names[counts.named] = str_intern(name, length);
    counts.named++;
  }
  return counts;
}

NativeCounts native_count_parameters(const NativeDef *def) { return parse(def, NULL); }

// Parsed signatures, by address of the def: made when a call first needs names.
#define TABLE_SIZE 128
static NativeParameters *table[TABLE_SIZE];

NativeParameters *native_parameters(const NativeDef *def) {
  NativeParameters **bucket = &table[((uintptr_t)def >> 4) % TABLE_SIZE];
  for (NativeParameters *p = *bucket; p; p = p->next)
    if (p->def == def) return p;
  NativeCounts counts = parse(def, NULL);
  NativeParameters *parameters = calloc(1, sizeof *parameters + counts.named * sizeof(Value));
  if (!parameters) return raise_memory_error(), NULL;
  parameters->def = def;
  parameters->counts = counts;
  parameters->next = *bucket;
  *bucket = parameters; // a root from here on, so that the names live
  parse(def, parameters->names);
  return parameters;
}

static void visit_names(void) {
  for (size_t i = 0; i < TABLE_SIZE; i++)
    for (NativeParameters *p = table[i]; p; p = p->next)
      for (size_t n = 0; n < p->counts.named; n++) heap_visit(p->names[n]);
}

void native_arguments_init(void) { heap_add_root(visit_names); }

// --- messages

// Special methods written out in a method table that are the visible side of a slot in CPython, and talk like one.
bool native_is_wrapper(const NativeDef *def) {
  static const char *const plain[] = {
      "__format__",        "__dir__",           "__sizeof__",      "__init_subclass__", "__subclasshook__",
      "__reduce__",        "__reduce_ex__",     "__round__",       "__trunc__",         "__floor__",
      "__ceil__",          "__class_getitem__", "__set_name__",    "__prepare__",       "__instancecheck__",
      "__subclasscheck__", "__subclasses__",    "__enter__",       "__exit__",          "__length_hint__",
      "__reversed__",      "__getnewargs__",    "__contains__",    "__getitem__",       "__complex__",
      "__bytes__",         "__missing__",       "__mro_entries__", "__copy__",          "__deepcopy__",
      "__setstate__",      "__getstate__",      "__build_class__", "__import__"};
  if (slots_is_wrapper(def)) return true;
  const char *dot = strrchr(def->name, '.'), *name = dot ? dot + 1 : def->name;
  if (strncmp(name, "__", 2) != 0) return false;
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (strcmp(name, plain[i]) == 0) return false;
  return true;
}

static const char *short_name(const NativeDef *def) {
  const char *dot = strrchr(def->name, '.');
  return dot ? dot + 1 : def->name;
}

// "list.append", "math.sin", "len"
static Value full_name(const NativeBinding *binding) {
  const char *name = short_name(binding->def);
  Value owner = binding->owner;
  if (owner == EMPTY) return str_from_c(name);
  if (is_type(owner)) {
    if (name != binding->def->name) return str_from_c(binding->def->name);
    return str_format_c("%V.%s", to_type(owner)->name, name);
  }
  if (!is_str(owner) || strcmp(to_str(owner)->text, "builtins") == 0) return str_from_c(name);
  return str_format_c("%V.%s", owner, name);
}

static size_t keyword_count(const NativeBinding *binding) {
  return binding->keyword_names == EMPTY ? 0 : to_tuple(binding->keyword_names)->length;
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

// The searching methods of strings parse their arguments in an older way, with words of its own.
static bool is_string_search(const NativeBinding *binding) {
  static const char *const names[] = {"find", "rfind", "index", "rindex", "count", "startswith", "endswith"};
  if (!is_object(binding->owner) || !is_type(binding->owner)) return false;
  Type *owner = to_type(binding->owner);
  if (!(owner->flags & (TYPE_IS_STR | TYPE_IS_BYTES)) && owner != builtin_types[SHAPE_BYTEARRAY]) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(short_name(binding->def), names[i]) == 0) return true;
  return false;
}

// Functions that take arguments by position only.
static Value raise_positional(const NativeBinding *binding, const NativeCounts *counts) {
  size_t minimum = counts->required - binding->self_count, maximum = counts->positional - binding->self_count;
  size_t given = binding->count - binding->self_count;
  if (!native_is_wrapper(binding->def) && !counts->variadic && counts->keyword_only == 0) {
    if (maximum == 0) return raise(TypeError, "%V() takes no arguments (%zu given)", full_name(binding), given);
    if (maximum == 1 && minimum == 1)
      return raise(TypeError, "%V() takes exactly one argument (%zu given)", full_name(binding), given);
  }
  size_t bound = given < minimum ? minimum : maximum;
  const char *qualifier = minimum == maximum && !counts->variadic ? "" : given < minimum ? "at least " : "at most ";
  if (is_string_search(binding))
    return raise(TypeError, "%s() takes at %s %zu argument%s (%zu given)", short_name(binding->def),
                 given < minimum ? "least" : "most", bound, plural(bound), given);
  bool wrapper = native_is_wrapper(binding->def);
  return raise(TypeError, "%s%sexpected %s%zu argument%s, got %zu", wrapper ? "" : short_name(binding->def),
               wrapper && maximum <= 1 ? "" : " ", qualifier, bound, plural(bound), given);
}

// Functions with parameters that have names, called with too many or too few arguments.
static Value raise_count(const NativeBinding *binding, const NativeCounts *counts) {
  const char *name = short_name(binding->def);
  size_t self = binding->self_count;
  size_t given = binding->count - self, total = given + keyword_count(binding), slots = counts->named - self;
  size_t positional = counts->positional - self;
  size_t needed = (counts->required < counts->positional_only ? counts->required : counts->positional_only) - self;
  if (!counts->variadic && total > slots)
    return raise(TypeError, "%s() takes at most %zu %sargument%s (%zu given)", name, slots, given ? "" : "keyword ",
                 plural(slots), total);
  if (given > positional) {
    if (positional == 0) return raise(TypeError, "%s() takes no positional arguments", name);
    return raise(TypeError, "%s() takes %s %zu positional argument%s (%zu given)", name,
                 counts->required - self < positional ? "at most" : "exactly", positional, plural(positional), given);
  }
  return raise(TypeError, "%s() takes %s %zu positional argument%s (%zu given)", name,
               needed < positional ? "at least" : "exactly", needed, plural(needed), given);
}

static bool names_none(const NativeCounts *counts) {
  return counts->positional == counts->positional_only && counts->keyword_only == 0 && !counts->keywords;
}

// Checks the number of positional arguments. False: raised.
static bool check_count(const NativeBinding *binding, const NativeCounts *counts) {
  bool too_many = !counts->variadic && binding->count > counts->positional;
  if (counts->positional == counts->positional_only) {
    if (!too_many && binding->count >= counts->required) return true;
    if (counts->positional > binding->self_count || names_none(counts)) return raise_positional(binding, counts), false;
    return raise_count(binding, counts), false;
  }
  size_t total = binding->count + keyword_count(binding);
  bool too_many_in_all = !counts->variadic && !counts->keywords && total > counts->named;
  size_t needed = counts->required < counts->positional_only ? counts->required : counts->positional_only;
  if (!too_many && !too_many_in_all && binding->count >= needed) return true;
  return raise_count(binding, counts), false;
}

// --- binding

// The list's sort() is what sorted() hands its keywords to.
static const char *keyword_function(const NativeDef *def) {
  const char *name = short_name(def);
  return strcmp(name, "sorted") == 0 ? "sort" : name;
}

// Functions whose keywords are all keyword-only count these by themselves.
static bool check_keyword_count(const NativeBinding *binding, const NativeCounts *counts, size_t given) {
  if (counts->keywords || counts->positional != counts->positional_only || given <= counts->keyword_only) return true;
  raise(TypeError, "%s() takes at most %u keyword argument%s (%zu given)", keyword_function(binding->def),
        (unsigned)counts->keyword_only, plural(counts->keyword_only), given);
  return false;
}

static int find_name(const NativeParameters *parameters, Value name) {
  const NativeCounts *counts = &parameters->counts;
  int end = counts->named - counts->keywords;
  for (int i = counts->positional_only; i < end; i++)
    if (parameters->names[i] == name) return i;
  for (int i = counts->positional_only; i < end; i++)
    if (str_equal(parameters->names[i], name)) return i;
  return -1;
}

// *unknown: the name when there is no such parameter, which is told after what is missing.
static bool bind_keyword(const NativeBinding *binding, const NativeParameters *parameters, Value name, Value value,
                         Value *out, Value *unknown) {
  const NativeCounts *counts = &parameters->counts;
  const char *function = keyword_function(binding->def);
  int slot = find_name(parameters, name);
  if (slot < 0) {
    if (!counts->keywords) return *unknown = name, true;
    Value *rest = &out[counts->named - 1];
    if (*rest == EMPTY && (*rest = dict_new()) == EMPTY) return false;
    return dict_set(*rest, name, value);
  }
  if (out[slot] != EMPTY && (size_t)slot < binding->count) {
    raise(TypeError, "argument for %s() given by name ('%V') and position (%zu)", function, name,
          (size_t)slot + 1 - binding->self_count);
    return false;
  }
  out[slot] = value;
  return true;
}

static bool check_required(const NativeBinding *binding, const NativeParameters *parameters, const Value *out) {
  const NativeCounts *counts = &parameters->counts;
  const char *function = short_name(binding->def);
  for (size_t i = 0; i < counts->required; i++) {
    if (out[i] != EMPTY) continue;
    raise(TypeError, "%s() missing required argument '%V' (pos %zu)", function, parameters->names[i],
          i + 1 - binding->self_count);
    return false;
  }
  if (!counts->keyword_required) return true;
  const char *text = binding->def->signature;
  Parameter parameter;
  size_t slot = 0;
  while (next_parameter(&text, &parameter)) {
    if (*parameter.name == '*' || *parameter.name == '/') continue;
    if (slot >= counts->positional && !parameter.has_default && out[slot] == EMPTY)
      return raise(TypeError, "%s() missing required keyword-only argument: '%V'", function, parameters->names[slot]),
             false;
    slot++;
  }
  return true;
}

static Value raise_no_keywords(const NativeBinding *binding) {
  if (native_is_wrapper(binding->def) && binding->owner != EMPTY)
    return raise(TypeError, "wrapper %s() takes no keyword arguments", short_name(binding->def));
  return raise(TypeError, "%V() takes no keyword arguments", full_name(binding));
}

bool native_bind_call(NativeBinding *binding, Value *out) {
  NativeParameters *parameters = native_parameters(binding->def);
  if (!parameters) return false;
  const NativeCounts *counts = &parameters->counts;
  size_t keywords = keyword_count(binding);
  if (keywords && names_none(counts)) return raise_no_keywords(binding), false;
  if (!check_count(binding, counts) || !check_keyword_count(binding, counts, keywords)) return false;
  size_t direct = binding->count < counts->positional ? binding->count : counts->positional;
  values_move(out, binding->args, direct);
  for (size_t i = direct; i < counts->named; i++) out[i] = EMPTY;
  Value unknown = EMPTY;
  for (size_t i = 0; i < keywords; i++) {
    Value name = to_tuple(binding->keyword_names)->items[i];
    if (!bind_keyword(binding, parameters, name, binding->args[binding->count + i], out, &unknown)) return false;
  }
  binding->extra = direct ? binding->args + direct : binding->args; // a call without arguments may have args NULL
  binding->extra_count = binding->count - direct;
  if (!check_required(binding, parameters, out)) return false;
  if (unknown == EMPTY) return true;
  return raise(TypeError, "'%V' is an invalid keyword argument for %s()", unknown, keyword_function(binding->def)),
         false;
}

bool native_bind(const NativeDef *def, const Value *args, size_t count, Value keyword_names, Value *out) {
  NativeBinding binding = {.def = def, .args = args, .count = count, .keyword_names = keyword_names};
  return native_bind_call(&binding, out);
}
