// Warnings; see core/object/warning.h. What is asked of the module warnings and in which order is as in CPython.
#include "core/vm/warning.h"

#include <stdarg.h>
#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/traceback.h"
#include "core/vm/unraisable.h"

int bytes_warnings;

static WarningState state;

static void visit_state(void) {
  heap_visit(state.filters);
  heap_visit(state.default_action);
  heap_visit(state.once_registry);
}

static bool is_class(Value v, ExceptionKind base) {
  return type_flag(v, TYPE_IS_TYPE) && type_is_subtype((Type *)to_object(v), exception_types[base]);
}

// --- the state

static Value filter(const char *action, ExceptionKind category, const char *module) {
  Value items[] = {str_from_c(action), NONE, from_object(exception_types[category]), module ? str_from_c(module) : NONE,
                   from_small_int(0)};
  return tuple_from(items, sizeof items / sizeof *items);
}

static Value default_filters(void) {
  Value list = list_new(0);
  bool ok = list != EMPTY && list_append(list, filter("default", EXCEPTION_DeprecationWarning, "__main__")) &&
            list_append(list, filter("ignore", EXCEPTION_DeprecationWarning, NULL)) &&
            list_append(list, filter("ignore", EXCEPTION_PendingDeprecationWarning, NULL)) &&
            list_append(list, filter("ignore", EXCEPTION_ImportWarning, NULL)) &&
            list_append(list, filter("ignore", EXCEPTION_ResourceWarning, NULL));
  return ok ? list : EMPTY;
}

WarningState *warning_state(void) {
  if (state.filters != EMPTY) return &state;
  heap_add_root(visit_state);
  state.once_registry = dict_new();
  state.default_action = str_from_c("default");
  Value filters = default_filters();
  if (filters == EMPTY || state.once_registry == EMPTY || state.default_action == EMPTY) return NULL;
  state.filters = filters;
  return &state;
}

// The attribute of the module warnings; EMPTY without an exception when there is none. `import`: imports the module if
// need be (not while the program ends); that it cannot be imported does not matter.
static Value module_attribute(const char *name, bool import) {
  Value module = dict_get_c(vm.modules, "warnings");
  if (module == EMPTY && import && !vm.shutting_down) {
    module = vm_import(str_from_c("warnings"), EMPTY, NONE, 0);
    if (module == EMPTY && exception_matches(EXCEPTION_ImportError)) exception_clear();
  }
  return module == EMPTY || module == NONE ? EMPTY : object_find_attribute(module, str_intern(name, strlen(name)));
}

// The attribute of the module, which must have the type, or what _warnings has. EMPTY: raised.
static Value setting(const char *name, Value own, uint32_t flag, const char *complaint) {
  Value v = module_attribute(name, false);
  if (v == EMPTY) return vm_exception == EMPTY ? own : EMPTY;
  return type_flag(v, flag) ? v : raise(TypeError, "%s, not '%T'", complaint, v);
}

// --- filters

// Whether a filter's part accepts the text: None does, a str is compared, another thing has match(). -1: raised.
static int accepts(Value part, Value text) {
  if (part == NONE) return 1;
  if (is_str(part)) return str_equal(part, text);
  Value matched = object_call_method(part, "match", &text, 1);
  return matched == EMPTY ? -1 : object_truth(matched);
}

static int filter_applies(const Value *parts, const Warning *warning, Value text) {
  int result = accepts(parts[1], text);
  if (result > 0) result = object_is_subclass(warning->category, parts[2]);
  if (result > 0) result = accepts(parts[3], warning->module);
  int64_t line = 0;
  if (result > 0 && !index_from_value(parts[4], EXCEPTION_OverflowError, &line)) result = -1;
  return result > 0 ? line == 0 || line == warning->line : result;
}

// The action for a warning, and the filter that has it. EMPTY: raised.
static Value find_action(const Warning *warning, Value text, Value *item) {
  Value filters = module_attribute("filters", false);
  if (filters == EMPTY && vm_exception == EMPTY) filters = state.filters;
  if (filters == EMPTY) return EMPTY;
  if (!type_flag(filters, TYPE_IS_LIST)) return raise(ValueError, "_warnings.filters must be a list");
  for (uint64_t i = 0; i < to_list(filters)->length; i++) {
    *item = to_list(filters)->storage->items[i];
    if (!type_flag(*item, TYPE_IS_TUPLE) || to_tuple(*item)->length != 5)
      return raise(ValueError, "_warnings.filters item %lld isn't a 5-tuple", (long long)i);
    Value action = to_tuple(*item)->items[0];
    if (!type_flag(action, TYPE_IS_STR)) return raise(TypeError, "action must be a string, not '%T'", action);
    int applies = filter_applies(to_tuple(*item)->items, warning, text);
    if (applies != 0) return applies > 0 ? action : EMPTY;
  }
  *item = NONE;
  return setting("defaultaction", state.default_action, TYPE_IS_STR, "_warnings.defaultaction must be a string");
}

// --- registries of what was shown

// Whether the registry has the key; if not it is added when `add` is set. -1: raised.
static int seen_before(Value registry, Value key, bool add) {
  Value name = str_intern("version", 7), version = dict_get(registry, name);
  if (key == EMPTY || (version == EMPTY && vm_exception != EMPTY)) return -1;
  if (version != from_small_int(state.version)) {
    dict_clear(registry);
    if (!dict_set(registry, name, from_small_int(state.version))) return -1;
  } else {
    Value found = dict_get(registry, key);
    if (found != EMPTY) return object_truth(found);
    if (vm_exception != EMPTY) return -1;
  }
  return add && !dict_set(registry, key, TRUE_VALUE) ? -1 : 0;
}

static bool is_action(Value action, const char *name) { return strcmp(to_str(action)->text, name) == 0; }

// What becomes of the warning: 1 it is shown, 0 it is not, -1: raised.
static int decide(const Warning *warning, Value text, Value message, Value key) {
  bool has_registry = warning->registry != EMPTY && warning->registry != NONE;
  if (has_registry) {
    int seen = seen_before(warning->registry, key, false);
    if (seen != 0) return seen > 0 ? 0 : -1;
  }
  Value item = EMPTY, action = find_action(warning, text, &item), short_parts[] = {text, warning->category};
  if (action == EMPTY) return -1;
  if (is_action(action, "error")) return raise_value(message, EMPTY), -1;
  if (is_action(action, "ignore")) return 0;
  if (is_action(action, "always")) return 1;
  if (has_registry && !dict_set(warning->registry, key, TRUE_VALUE)) return -1;
  Value registry = has_registry ? warning->registry : EMPTY;
  if (is_action(action, "default")) return 1;
  if (is_action(action, "once")) {
    if (!has_registry) {
      registry = setting("onceregistry", state.once_registry, TYPE_IS_DICT, "_warnings.onceregistry must be a dict");
      if (registry == EMPTY) return -1;
    }
  } else if (!is_action(action, "module")) {
    return raise(RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action, item), -1;
  }
  if (registry == EMPTY) return 1;
  int seen = seen_before(registry, tuple_from(short_parts, 2), true);
  return seen < 0 ? -1 : !seen;
}

// --- showing

// The line of source below the message, without its indentation.
static void add_source_line(StrBuilder *builder, const Warning *warning) {
  char *read = NULL;
  const char *line;
  if (warning->source_line != EMPTY)
    line = to_str(warning->source_line)->text;
  else
    line = read = traceback_source_line(to_str(warning->filename)->text, (uint32_t)warning->line);
  if (line == NULL) return;
  while (*line == ' ' || *line == '\t' || *line == '\f') line++;
  str_builder_add_c(builder, "  ");
  str_builder_add(builder, line, strcspn(line, "\n"));
  str_builder_add_c(builder, "\n");
  free(read);
}

static void show_plainly(const Warning *warning, Value text) {
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_str(&builder, str_format_c("%V:%lld: %V: %V\n", warning->filename, (long long)warning->line,
                                             ((const Type *)to_object(warning->category))->name, text));
  add_source_line(&builder, warning);
  Value shown = str_builder_finish(&builder);
  vm_write_error(shown);
}

static bool show(const Warning *warning, Value text, Value message) {
  Value function = module_attribute("_showwarnmsg", warning->source != EMPTY);
  if (function == EMPTY && vm_exception != EMPTY) return false;
  if (function == EMPTY) return show_plainly(warning, text), true;
  if (object_find_special(function, vm.names.__call__) == EMPTY) {
    raise(TypeError, "warnings._showwarnmsg() must be set to a callable");
    return false;
  }
  Value class = module_attribute("WarningMessage", false);
  if (class == EMPTY && vm_exception == EMPTY) raise(RuntimeError, "unable to get warnings.WarningMessage");
  if (class == EMPTY) return false;
  // Room behind the arguments, as calls need.
  Value args[16] = {message,
                    warning->category,
                    warning->filename,
                    int_from_i64(warning->line),
                    NONE,
                    NONE,
                    warning->source == EMPTY ? NONE : warning->source};
  Value shown = object_call(class, args, 7, EMPTY);
  return shown != EMPTY && object_call_1(function, shown) != EMPTY;
}

static Value module_of_file(Value filename) {
  const Str *name = to_str(filename);
  if (name->size == 0) return str_from_c("<unknown>");
  bool python = name->size >= 3 && memcmp(name->text + name->size - 3, ".py", 3) == 0;
  return python ? str_new(name->text, name->size - 3) : filename;
}

bool warning_issue(const Warning *given) {
  Warning warning = *given;
  if (warning_state() == NULL) return false;
  if (warning.module == NONE) return true; // as when the module warnings is gone at the end
  if (warning.module == EMPTY && (warning.module = module_of_file(warning.filename)) == EMPTY) return false;
  if (warning.registry != EMPTY && warning.registry != NONE && !type_flag(warning.registry, TYPE_IS_DICT))
    return raise(TypeError, "'registry' must be a dict or None"), false;
  if (warning.source == NONE) warning.source = EMPTY;
  Value text = warning.message, message = warning.message;
  if (type_flag(message, TYPE_IS_EXCEPTION) && type_is_subtype(type_of(message), exception_types[EXCEPTION_Warning])) {
    text = object_str(message);
    warning.category = from_object(type_of(message));
  } else {
    message = object_call_1(warning.category, message);
  }
  if (text == EMPTY || message == EMPTY) return false;
  Value parts[] = {text, warning.category, int_from_i64(warning.line)};
  int shown = decide(&warning, text, message, tuple_from(parts, 3));
  return shown > 0 ? show(&warning, text, message) : shown == 0;
}

// --- the place in the program

// Frames of the import system are not counted.
static bool is_internal(FramePosition position) {
  const char *name = to_str(frame_function(position.base)->code->filename)->text;
  return strstr(name, "importlib") != NULL && strstr(name, "_bootstrap") != NULL;
}

static FramePosition find_frame(int64_t stack_level) {
  size_t depth = 0;
  FramePosition position = frame_position(0);
  bool count_all = stack_level <= 0 || position.base == NULL || is_internal(position);
  while (position.base != NULL && --stack_level > 0) {
    do position = frame_position(++depth);
    while (position.base != NULL && !count_all && is_internal(position));
  }
  return position;
}

// Fills in file, line, module and registry. False: raised.
static bool set_place(Warning *warning, int64_t stack_level) {
  FramePosition position = find_frame(stack_level);
  Value globals;
  if (position.base == NULL) {
    globals = module_dict(dict_get_c(vm.modules, "sys"));
    warning->filename = str_from_c("sys");
    warning->line = 1;
  } else {
    const Function *function = frame_function(position.base);
    globals = function->globals;
    warning->filename = function->code->filename;
    warning->line = code_position(function->code, (size_t)(position.pc - function->code->instructions)).line;
  }
  Value name = str_intern("__warningregistry__", 19);
  warning->registry = name == EMPTY ? EMPTY : dict_get(globals, name);
  if (warning->registry == EMPTY && vm_exception == EMPTY) {
    warning->registry = dict_new();
    if (warning->registry != EMPTY && !dict_set(globals, name, warning->registry)) return false;
  }
  warning->module = dict_get(globals, vm.names.__name__);
  if (vm_exception != EMPTY || warning->registry == EMPTY || warning->filename == EMPTY) return false;
  if (warning->module != NONE && (warning->module == EMPTY || !type_flag(warning->module, TYPE_IS_STR)))
    warning->module = str_from_c("<string>");
  return warning->module != EMPTY;
}

bool warning_from_stack(Value message, Value category, int64_t stack_level, Value source) {
  if (type_flag(message, TYPE_IS_EXCEPTION) && type_is_subtype(type_of(message), exception_types[EXCEPTION_Warning]))
    category = from_object(type_of(message));
  else if (category == EMPTY || category == NONE)
    category = from_object(exception_types[EXCEPTION_UserWarning]);
  if (!is_class(category, EXCEPTION_Warning))
    return raise(TypeError, "category must be a Warning subclass, not '%T'", category), false;
  Warning warning = {.category = category, .message = message, .source = source};
  return set_place(&warning, stack_level) && warning_issue(&warning);
}

bool warn_format(ExceptionKind category, int64_t stack_level, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value message = str_format_v(format, arguments);
  va_end(arguments);
  return message != EMPTY && warning_from_stack(message, from_object(exception_types[category]), stack_level, EMPTY);
}

bool warn_strict_subclass(const char *method, Value result, const char *type) {
  return warn(DeprecationWarning, 1,
              "%s returned non-%s (type %T).  The ability to return an instance of a strict subclass of %s is "
              "deprecated, and may be removed in a future version of Python.",
              method, type, result, type);
}

bool warn_resource(const char *what, Value source) {
  if (warning_state() == NULL) return false;
  Value message = str_format_c("%s%R", what, source);
  return message != EMPTY &&
         warning_from_stack(message, from_object(exception_types[EXCEPTION_ResourceWarning]), 1, source);
}

bool warn_about_source(ExceptionKind category, Value message, Value filename, uint32_t line) {
  Warning warning = {
      .category = from_object(exception_types[category]), .message = message, .filename = filename, .line = line};
  return warning_issue(&warning);
}

void warn_never_awaited(Value coroutine) {
  Value function = module_attribute("_warn_unawaited_coroutine", true);
  bool done;
  if (function != EMPTY) {
    done = object_call_1(function, coroutine) != EMPTY;
  } else if (vm_exception == EMPTY) {
    Value name = object_get_attribute(coroutine, vm.names.__qualname__);
    done = name != EMPTY && warn(RuntimeWarning, 1, "coroutine '%V' was never awaited", name);
  } else {
    done = false;
  }
  if (!done) vm_unraisable(coroutine);
}
