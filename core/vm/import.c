// Imports by name: packages, relative names, `from` lists; the import statements. What finds modules is import_find.c.
#include <stdio.h>

#include "core/modules/builtins.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/import.h"
#include "core/vm/import_internal.h"
#include "core/vm/interpreter.h"

// --- absolute names

static Value not_found(Value name, Value parent) {
  if (parent == EMPTY) {
    raise(ModuleNotFoundError, "No module named %R", name);
  } else {
    raise(ModuleNotFoundError, "No module named %R; %R is not a package", name, parent);
  }
  if (exception_matches(EXCEPTION_ModuleNotFoundError)) ((Exception *)to_object(vm_exception))->extra[0] = name;
  return EMPTY;
}

static Value halted(Value name) {
  raise(ModuleNotFoundError, "import of %V halted; None in sys.modules", name);
  if (exception_matches(EXCEPTION_ModuleNotFoundError)) ((Exception *)to_object(vm_exception))->extra[0] = name;
  return EMPTY;
}

// The module `name`, whose last part is tail, of the package parent (EMPTY: top level): loaded and made the package's
// attribute.
static Value import_part(Value name, Value tail, Value parent, Value parent_name) {
  Value path = EMPTY;
  if (parent != EMPTY) {
    path = object_find_attribute(parent, vm.names.__path__);
    if (path == EMPTY) return vm_exception != EMPTY ? EMPTY : not_found(name, parent_name);
  }
  ImportLock lock;
  if (!import_lock_enter(&lock, name)) return EMPTY;
  // Another thread may have been faster.
  Value module = dict_get(vm.modules, name);
  if (module == EMPTY && vm_exception == EMPTY) module = import_load(name, to_str(tail)->text, path);
  import_lock_leave(&lock);
  if (module == EMPTY) return vm_exception != EMPTY ? EMPTY : not_found(name, EMPTY);
  if (parent != EMPTY && !object_set_attribute(parent, tail, module)) {
    if (!exception_matches(EXCEPTION_AttributeError)) return EMPTY;
    exception_clear();
  }
  return module;
}

// The module in sys.modules, after its import by another thread; EMPTY: none, or raised.
static Value find_loaded(Value name) {
  Value module = dict_get(vm.modules, name);
  if (module == EMPTY) return EMPTY;
  switch (import_lock_wait(name)) {
  case IMPORT_DEADLOCK: return module;
  case IMPORT_INTERRUPTED: return EMPTY;
  case IMPORT_FREE: return dict_get(vm.modules, name);
  }
  return EMPTY;
}

Value import_absolute(Value name, Value *first) {
  const char *text = to_str(name)->text;
  if (strlen(text) != to_str(name)->size) return not_found(name, EMPTY);
  Value parent = EMPTY, parent_name = EMPTY;
  for (const char *start = text;; start++) {
    const char *end = strchr(start, '.');
    if (end == NULL) end = start + strlen(start);
    Value full_name = *end == 0 ? name : str_intern(text, (size_t)(end - text));
    Value module = full_name == EMPTY ? EMPTY : find_loaded(full_name);
    if (module == NONE) return halted(full_name);
    if (module == EMPTY) {
      Value tail = vm_exception != EMPTY ? EMPTY : str_intern(start, (size_t)(end - start));
      if (tail != EMPTY) module = import_part(full_name, tail, parent, parent_name);
      if (module == EMPTY) return EMPTY;
    }
    if (start == text) *first = module;
    if (*end == 0) return module;
    parent = module;
    parent_name = full_name;
    start = end;
  }
}

// --- relative names

// The package that a relative import in a module with these globals starts from; EMPTY: raised.
static Value current_package(Value globals) {
  if (globals == EMPTY) return raise_with(EXCEPTION_KeyError, str_from_c("'__name__' not in globals"));
  if (!is_dict(globals)) return raise(TypeError, "globals must be a dict");
  Value package = dict_get_str(globals, vm.names.__package__);
  if (package != EMPTY && package != NONE)
    return is_str(package) ? package : raise(TypeError, "package must be a string");
  Value spec = dict_get_str(globals, vm.names.__spec__);
  if (spec != EMPTY && spec != NONE) {
    package = object_get_attribute(spec, vm.names.parent);
    return package == EMPTY || is_str(package) ? package : raise(TypeError, "__spec__.parent must be a string");
  }
  package = dict_get_str(globals, vm.names.__name__);
  if (package == EMPTY) return raise_with(EXCEPTION_KeyError, str_from_c("'__name__' not in globals"));
  if (!is_str(package)) return raise(TypeError, "__name__ must be a string");
  return dict_get_str(globals, vm.names.__path__) != EMPTY ? package : import_parent_name(package);
}

// The absolute name of a relative import.
static Value resolve(Value name, Value globals, int level) {
  Value package = current_package(globals);
  if (package == EMPTY) return EMPTY;
  if (to_str(package)->size == 0) return raise(ImportError, "attempted relative import with no known parent package");
  for (int n = 1; n < level; n++) {
    if (strchr(to_str(package)->text, '.') == NULL)
      return raise(ImportError, "attempted relative import beyond top-level package");
    package = import_parent_name(package);
  }
  return to_str(name)->size == 0 ? package : str_format_c("%V.%V", package, name);
}

// --- from package import names

// Imports the submodule `name` of the package unless the package has such an attribute. False: raised.
static bool import_submodule(Value package, Value package_name, Value name) {
  if (object_find_attribute(package, name) != EMPTY) return true;
  if (vm_exception != EMPTY) return false;
  Value full_name = str_format_c("%V.%V", package_name, name), first;
  if (full_name == EMPTY) return false;
  if (import_absolute(full_name, &first) != EMPTY) return true;
  // Only that the submodule does not exist is left for IMPORT_FROM to complain about.
  if (!exception_matches(EXCEPTION_ModuleNotFoundError)) return false;
  Value missing = ((const Exception *)to_object(vm_exception))->extra[0];
  if (missing == EMPTY || !is_str(missing) || !str_equal(missing, full_name)) return false;
  exception_clear();
  return true;
}

// Imports those of the names that are submodules. all: the names are the package's __all__.
static bool import_submodules(Value package, Value package_name, Value names, bool all) {
  Value iterator = object_iter(names), name;
  if (iterator == EMPTY) return false;
  while ((name = object_next(iterator)) != EMPTY) {
    if (!type_flag(name, TYPE_IS_STR)) {
      if (all)
        raise(TypeError, "Item in %V.__all__ must be str, not %T", package_name, name);
      else
        raise(TypeError, "Item in ``from list'' must be str, not %T", name);
      return false;
    }
    if (strcmp(to_str(name)->text, "*") != 0) {
      if (!import_submodule(package, package_name, name)) return false;
    } else if (!all) {
      Value public = object_find_attribute(package, vm.names.__all__);
      if (public != EMPTY ? !import_submodules(package, package_name, public, true) : vm_exception != EMPTY)
        return false;
    }
  }
  return vm_exception == EMPTY;
}

Value vm_import(Value name, Value globals, Value from_list, int level) {
  if (level < 0) return raise(ValueError, "level must be >= 0");
  if (level == 0 && to_str(name)->size == 0) return raise(ValueError, "Empty module name");
  Value full_name = level == 0 ? name : resolve(name, globals, level), first = EMPTY;
  Value module = full_name == EMPTY ? EMPTY : import_absolute(full_name, &first);
  if (module == EMPTY) return EMPTY;
  int with_names = from_list == EMPTY || from_list == NONE ? 0 : object_truth(from_list);
  if (with_names < 0) return EMPTY;
  if (with_names == 0) {
    if (level == 0) return first;
    // import of a relative name without from: the part that `name` starts with.
    const char *dot = strchr(to_str(name)->text, '.');
    if (dot == NULL) return module;
    Value part = str_new(to_str(full_name)->text, to_str(full_name)->size - strlen(dot));
    Value found = part == EMPTY ? EMPTY : dict_get(vm.modules, part);
    if (found != EMPTY || vm_exception != EMPTY) return found;
    return raise_with(EXCEPTION_KeyError, str_format_c("%R not in sys.modules as expected", part));
  }
  Value path = object_find_attribute(module, vm.names.__path__);
  if (path == EMPTY) return vm_exception == EMPTY ? module : EMPTY;
  Value module_name = object_find_attribute(module, vm.names.__name__);
  if (module_name == EMPTY && vm_exception != EMPTY) return EMPTY;
  return import_submodules(module, module_name == EMPTY ? full_name : module_name, from_list, false) ? module : EMPTY;
}

// --- the instructions

Value import_name(Function *function, Value name, Value from_list, Value level) {
  Value import = is_dict(function->builtins) ? dict_get_str(function->builtins, vm.names.__import__) : EMPTY;
  if (builtins_is_import(import)) return vm_import(name, function->globals, from_list, (int)to_small_int(level));
  if (import == EMPTY) return raise(ImportError, "__import__ not found");
  const Value *base = vm.base;
  Value locals = base[-1] == EMPTY ? NONE : base[-1];
  Value args[CALL_SPARE + 5] = {name, function->globals, locals, from_list, level};
  return object_call(import, args, 5, EMPTY);
}

static Value attribute_or_none(Value v, Value name) {
  Value value = object_find_attribute(v, name);
  if (value == EMPTY) exception_clear();
  return value == EMPTY ? NONE : value;
}

Value import_from(Value module, Value name) {
  Value value = object_find_attribute(module, name);
  if (value != EMPTY || vm_exception != EMPTY) return value;
  Value module_name = attribute_or_none(module, vm.names.__name__);
  if (is_str(module_name)) {
    value = dict_get(vm.modules, str_format_c("%V.%V", module_name, name));
    if (value != EMPTY) return value;
  } else {
    module_name = str_from_c("<unknown module name>");
  }
  Value file = attribute_or_none(module, vm.names.__file__);
  if (!is_str(file)) file = str_from_c("unknown location");
  raise(ImportError,
        import_is_loading(module) ? "cannot import name %R from partially initialized module %R (most likely due to a "
                                    "circular import) (%V)"
                                  : "cannot import name %R from %R (%V)",
        name, module_name, file);
  if (exception_matches(EXCEPTION_ImportError)) {
    ((Exception *)to_object(vm_exception))->extra[0] = module_name;
    ((Exception *)to_object(vm_exception))->extra[1] = file;
  }
  return EMPTY;
}

// One name of `from module import *`. False: raised.
static bool import_star_name(Value module, Value namespace, Value name, bool all) {
  if (!type_flag(name, TYPE_IS_STR)) {
    raise(TypeError, all ? "Item in %V.__all__ must be str, not %T" : "Key in %V.__dict__ must be str, not %T",
          attribute_or_none(module, vm.names.__name__), name);
    return false;
  }
  if (!all && to_str(name)->text[0] == '_') return true;
  Value value = object_get_attribute(module, name);
  return value != EMPTY && object_set_item(namespace, name, value);
}

bool import_star(Value module, Value namespace) {
  Value names = object_find_attribute(module, vm.names.__all__);
  if (names == EMPTY && vm_exception != EMPTY) return false;
  bool all = names != EMPTY;
  if (!all) {
    Value dict = object_find_attribute(module, vm.names.__dict__);
    if (dict == EMPTY && vm_exception == EMPTY)
      raise(ImportError, "from-import-* object has no __dict__ and no __all__");
    names = dict == EMPTY ? EMPTY : list_from_iterable(dict);
    if (names == EMPTY) return false;
  }
  Value iterator = object_iter(names), name;
  if (iterator == EMPTY) return false;
  while ((name = object_next(iterator)) != EMPTY)
    if (!import_star_name(module, namespace, name, all)) return false;
  return vm_exception == EMPTY;
}
