// Binding the arguments of calls to Python functions, with CPython's messages.
#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/code.h"
#include "core/vm/vm.h"

// Where things are in the registers of a call in progress.
typedef struct Binding {
  Function *function;
  const Code *code;
  Value *registers;
  size_t given; // positional arguments
} Binding;

static size_t rest_register(const Code *code) { return (size_t)code->argument_count + code->keyword_only_count; }
static size_t keywords_register(const Code *code) { return rest_register(code) + ((code->flags & CODE_VARARGS) != 0); }
static Value parameter_name(const Code *code, size_t i) { return to_tuple(code->local_names)->items[i]; }
static size_t default_count(const Function *f) { return f->defaults == EMPTY ? 0 : to_tuple(f->defaults)->length; }

// --- messages

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
static Value name_list(const Value *names, size_t count) {
  StrBuilder text = STR_BUILDER_INIT;
  for (size_t i = 0; i < count; i++) {
    if (i) str_builder_add_c(&text, i + 1 < count ? ", " : count == 2 ? " and " : ", and ");
    str_builder_add_c(&text, "'");
    str_builder_add_str(&text, names[i]);
    str_builder_add_c(&text, "'");
  }
  return str_builder_finish(&text);
}

static bool raise_missing(const Binding *b, size_t first, size_t last, const char *kind) {
  Value missing = tuple_new(last - first);
  if (missing == EMPTY) return false;
  size_t count = 0;
  for (size_t i = first; i < last; i++)
    if (b->registers[i] == EMPTY) to_tuple(missing)->items[count++] = parameter_name(b->code, i);
  Value names = name_list(to_tuple(missing)->items, count);
  if (names == EMPTY) return false;
  raise(TypeError, "%V() missing %zu required %s argument%s: %V", b->function->qualified_name, count, kind,
        count == 1 ? "" : "s", names);
  return false;
}

static bool raise_too_many(const Binding *b) {
  const Code *code = b->code;
  size_t defaults = default_count(b->function), accepted = code->argument_count, keyword_only_given = 0;
  for (size_t i = 0; i < code->keyword_only_count; i++) keyword_only_given += b->registers[accepted + i] != EMPTY;
  Value takes =
      defaults ? str_format_c("from %zu to %zu", accepted - defaults, accepted) : str_format_c("%zu", accepted);
  if (takes == EMPTY) return false;
  bool plural = defaults ? true : accepted != 1;
  Value keyword_only = str_new("", 0);
  if (keyword_only_given)
    keyword_only = str_format_c(" positional argument%s (and %zu keyword-only argument%s)", b->given == 1 ? "" : "s",
                                keyword_only_given, keyword_only_given == 1 ? "" : "s");
  if (keyword_only == EMPTY) return false;
  raise(TypeError, "%V() takes %V positional argument%s but %zu%V %s given", b->function->qualified_name, takes,
        plural ? "s" : "", b->given, keyword_only, b->given == 1 && !keyword_only_given ? "was" : "were");
  return false;
}

// Positional-only parameters given by name: all of them are listed. True: there were none.
static bool check_positional_only(const Binding *b, Value keyword_names) {
  const Code *code = b->code;
  StrBuilder names = STR_BUILDER_INIT;
  for (size_t i = 0; i < code->positional_only_count; i++)
    for (size_t k = 0; k < to_tuple(keyword_names)->length; k++)
      if (str_equal(parameter_name(code, i), to_tuple(keyword_names)->items[k])) {
        if (names.size) str_builder_add_c(&names, ", ");
        str_builder_add_str(&names, parameter_name(code, i));
      }
  if (!names.size) return true;
  Value text = str_builder_finish(&names);
  if (text == EMPTY) return false;
  raise(TypeError, "%V() got some positional-only arguments passed as keyword arguments: '%V'",
        b->function->qualified_name, text);
  return false;
}

// --- binding

static int find_parameter(const Code *code, Value name) {
  const Value *names = to_tuple(code->local_names)->items;
  int end = (int)rest_register(code);
  for (int i = code->positional_only_count; i < end; i++)
    if (names[i] == name) return i;
  if (to_str(name)->flags & STR_INTERNED) return -1;
  for (int i = code->positional_only_count; i < end; i++)
    if (str_equal(names[i], name)) return i;
  return -1;
}

static bool bind_keyword(Binding *b, Value keyword_names, Value name, Value value) {
  const Code *code = b->code;
  if (!type_flag(name, TYPE_IS_STR)) return raise(TypeError, "keywords must be strings"), false;
  int i = find_parameter(code, name);
  if (i >= 0) {
    if (b->registers[i] != EMPTY)
      return raise(TypeError, "%V() got multiple values for argument '%V'", b->function->qualified_name, name), false;
    b->registers[i] = value;
    return true;
  }
  if (code->flags & CODE_VARKEYWORDS) return dict_set(b->registers[keywords_register(code)], name, value);
  if (code->positional_only_count && !check_positional_only(b, keyword_names)) return false;
  return raise(TypeError, "%V() got an unexpected keyword argument '%V'", b->function->qualified_name, name), false;
}

static bool fill_keyword_only(Binding *b) {
  const Code *code = b->code;
  size_t first = code->argument_count, last = first + code->keyword_only_count;
  bool missing = false;
  for (size_t i = first; i < last; i++) {
    if (b->registers[i] != EMPTY) continue;
    if (b->function->keyword_defaults != EMPTY)
      b->registers[i] = dict_get_str(b->function->keyword_defaults, parameter_name(code, i));
    missing |= b->registers[i] == EMPTY;
  }
  return !missing || raise_missing(b, first, last, "keyword-only");
}

static bool fill_defaults(Binding *b) {
  size_t accepted = b->code->argument_count, defaults = default_count(b->function);
  if (b->given >= accepted) return true;
  size_t first_default = accepted - defaults;
  for (size_t i = b->given; i < first_default; i++)
    if (b->registers[i] == EMPTY) return raise_missing(b, 0, first_default, "positional");
  for (size_t i = b->given > first_default ? b->given : first_default; i < accepted; i++)
    if (b->registers[i] == EMPTY) b->registers[i] = to_tuple(b->function->defaults)->items[i - first_default];
  return true;
}

// Moves the surplus positional arguments into the *args tuple and clears the registers of the other parameters.
static bool spread_parameters(Binding *b) {
  const Code *code = b->code;
  size_t accepted = code->argument_count;
  size_t surplus = b->given > accepted ? b->given - accepted : 0;
  Value rest = EMPTY;
  if (code->flags & CODE_VARARGS && (rest = tuple_from(b->registers + accepted, surplus)) == EMPTY) return false;
  size_t first = b->given < accepted ? b->given : accepted;
  memset(b->registers + first, 0, (code->parameter_registers - first) * sizeof(Value));
  if (code->flags & CODE_VARARGS) b->registers[rest_register(code)] = rest;
  if (code->flags & CODE_VARKEYWORDS) {
    Value keywords = dict_new();
    if (keywords == EMPTY) return false;
    b->registers[keywords_register(code)] = keywords;
  }
  return true;
}

static bool bind_general(Binding *b, Value keyword_names) {
  const Code *code = b->code;
  Value values_tuple = EMPTY;
  if (keyword_names != EMPTY) { // out of the way of the parameters
    values_tuple = tuple_from(b->registers + b->given, to_tuple(keyword_names)->length);
    if (values_tuple == EMPTY) return false;
  }
  if (!spread_parameters(b)) return false;
  for (size_t i = 0; keyword_names != EMPTY && i < to_tuple(keyword_names)->length; i++)
    if (!bind_keyword(b, keyword_names, to_tuple(keyword_names)->items[i], to_tuple(values_tuple)->items[i]))
      return false;
  if (b->given > code->argument_count && !(code->flags & CODE_VARARGS)) return raise_too_many(b);
  return fill_defaults(b) && fill_keyword_only(b);
}

bool function_bind(Function *function, Value *args, size_t count, Value keyword_names) {
  const Code *code = function->code;
  if (keyword_names == EMPTY && count == code->argument_count && code->parameter_registers == count) return true;
  Binding binding = {function, code, args, count};
  return bind_general(&binding, keyword_names);
}
