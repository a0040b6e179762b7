// sys.breakpointhook: what breakpoint() does unless the program has a hook of its own.
#include <string.h>

#include "core/modules/sys_internal.h"
#include "core/object/call.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/warning.h"
#include "core/vm/command_line.h"

// The function that "package.module.function" names; without a dot, one of builtins. EMPTY: raised.
static Value find_function(const char *path) {
  const char *dot = strrchr(path, '.');
  Value module_name = dot ? str_new(path, (size_t)(dot - path)) : str_from_c("builtins");
  Value name = str_from_c(dot ? dot + 1 : path), names = name == EMPTY ? EMPTY : tuple_from(&name, 1);
  if (names == EMPTY || module_name == EMPTY) return EMPTY;
  Value module = vm_import(module_name, EMPTY, names, 0); // with names, the innermost module
  return module == EMPTY ? EMPTY : object_get_attribute(module, str_intern_value(name));
}

Value sys_breakpoint_hook(Value *args, size_t count) {
  const char *path = command_line_environment("PYTHONBREAKPOINT");
  if (path == NULL) path = "pdb.set_trace";
  if (strcmp(path, "0") == 0) return NONE;
  const char *dot = strrchr(path, '.');
  bool misspelt = dot == path; // no module's name
  Value function = misspelt ? EMPTY : find_function(path);
  if (function == EMPTY) {
    bool missing = misspelt || exception_matches(EXCEPTION_ImportError) ||
                   exception_matches(EXCEPTION_AttributeError) || exception_matches(EXCEPTION_ValueError);
    if (!missing) return EMPTY;
    exception_clear();
    return warn(RuntimeWarning, 1, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", path) ? NONE : EMPTY;
  }
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, args + 1, count - 1, args[0])) return EMPTY;
  return object_call(function, call.args, call.count, call.keyword_names);
}
