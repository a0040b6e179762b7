// The module _warnings: what the module warnings shares with C code.
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/vm/vm.h"
#include "core/vm/warning.h"

static Value warnings_warn(Value *args, size_t count) {
  (void)count;
  int64_t level = 1;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &level)) return EMPTY;
  return warning_from_stack(args[0], args[1], level, args[3]) ? NONE : EMPTY;
}

// The line that the loader of the warned module gives, as a str; EMPTY: none (or raised).
static Value loaded_line(Value globals, int64_t line) {
  Value loader = dict_get_str(globals, vm.names.__loader__), name = dict_get_str(globals, vm.names.__name__);
  if (loader == EMPTY || name == EMPTY) return EMPTY;
  Value get = object_find_attribute(loader, str_intern("get_source", 10));
  Value text = get == EMPTY ? EMPTY : object_call_1(get, name);
  if (text == EMPTY || text == NONE) return EMPTY;
  Value lines = object_call_method(text, "splitlines", NULL, 0);
  if (lines == EMPTY || !is_list(lines)) return EMPTY;
  Value found = object_get_item(lines, from_small_int(line - 1));
  return found == EMPTY || is_str(found) ? found : EMPTY;
}

static Value warnings_warn_explicit(Value *args, size_t count) {
  (void)count;
  Warning warning = {.message = args[0],
                     .category = args[1],
                     .filename = args[2],
                     .module = args[4],
                     .registry = args[5],
                     .source = args[7]};
  if (!type_flag(args[2], TYPE_IS_STR))
    return raise(TypeError, "warn_explicit() argument 3 must be str, not %N", args[2]);
  if (!index_from_value(args[3], EXCEPTION_OverflowError, &warning.line)) return EMPTY;
  if (args[6] != EMPTY && args[6] != NONE) {
    if (!type_flag(args[6], TYPE_IS_DICT)) return raise(TypeError, "module_globals must be a dict, not '%T'", args[6]);
    warning.source_line = loaded_line(args[6], warning.line);
    if (vm_exception != EMPTY) return EMPTY;
  }
  return warning_issue(&warning) ? NONE : EMPTY;
}

static Value warnings_filters_mutated(Value *args, size_t count) {
  (void)args, (void)count;
  WarningState *state = warning_state();
  if (state == NULL) return EMPTY;
  state->version++;
  return NONE;
}

static const NativeDef functions[] = {
    {.name = "warn",
     .signature = "message, category=None, stacklevel=1, source=None",
     .fn = warnings_warn,
     .doc = DOC("Issue a warning, or maybe ignore it or raise an exception.")},
    {.name = "warn_explicit",
     .signature = "message, category, filename, lineno, module=, registry=None, module_globals=None, source=None",
     .fn = warnings_warn_explicit,
     .doc = DOC("Issue a warning, or maybe ignore it or raise an exception.")},
    {.name = "_filters_mutated", .signature = "", .fn = warnings_filters_mutated},
    {.name = NULL},
};

static bool init_module(Value module) {
  const WarningState *state = warning_state();
  return state != NULL && module_add(module, "filters", state->filters) &&
         module_add(module, "_onceregistry", state->once_registry) &&
         module_add(module, "_defaultaction", state->default_action);
}

const NativeModule module__warnings = {"_warnings", functions, init_module,
                                       DOC("_warnings provides basic warning filtering support.\n"
                                           "It is a helper module to speed up interpreter start-up.")};
