// Imports: sys.modules, modules in C, frozen modules, files and packages on sys.path.
#include <stdio.h>
#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/utf8.h"
#include "core/object/type.h"
#include "core/stdlib/frozen.h"
#include "core/vm/import.h"
#include "core/vm/interpreter.h"
#include "port/port.h"

#define MODULE(name) extern const NativeModule module_##name;
#include "core/modules/modules.def"
#undef MODULE
static const NativeModule *const native_modules[] = {
#define MODULE(name) &module_##name,
#include "core/modules/modules.def"
#undef MODULE
};
#define NATIVE_MODULE_COUNT (sizeof native_modules / sizeof native_modules[0])

// Modules whose body is running, for messages about circular imports.
typedef struct Loading {
  Value module;
  const struct Loading *outer;
} Loading;
static const Loading *loading;

static bool is_loading(Value module) {
  for (const Loading *entry = loading; entry != NULL; entry = entry->outer) {
    if (entry->module == module) return true;
  }
  return false;
}

const char *import_native_name(size_t index) {
  return index < NATIVE_MODULE_COUNT ? native_modules[index]->name : NULL;
}

// --- making modules

static Value parent_name(Value name) {
  const Str *str = to_str(name);
  const char *dot = strrchr(str->text, '.');
  return dot == NULL ? str_new("", 0) : str_new(str->text, (size_t)(dot - str->text));
}

// A module with the attributes that all have, in sys.modules. package: __package__.
static Value module_create(Value name, Value package) {
  Value module = module_new(name);
  if (module == EMPTY || !dict_set(module_dict(module), vm.names.__package__, package)) return EMPTY;
  if (!dict_set(module_dict(module), vm.names.__loader__, NONE)) return EMPTY;
  if (!dict_set(module_dict(module), vm.names.__spec__, NONE)) return EMPTY;
  return dict_set(vm.modules, name, module) ? module : EMPTY;
}

// Adds __builtins__, which a module written in Python has.
static bool add_builtins(Value module) {
  Value builtins = dict_get_c(vm.modules, "builtins");
  return builtins == EMPTY || dict_set(module_dict(module), vm.names.__builtins__, builtins);
}

static Value make_native(const NativeModule *definition, Value name) {
  Value module = module_create(name, str_new("", 0));
  if (module == EMPTY) return EMPTY;
  if (definition->doc != NULL && !module_add(module, "__doc__", str_from_c(definition->doc))) return EMPTY;
  for (const NativeDef *def = definition->functions; def != NULL && def->name != NULL; def++) {
    Value function = native_new(def, NULL, EMPTY, name);
    if (function == EMPTY || !module_add(module, def->name, function)) return EMPTY;
  }
  if (definition->init != NULL && !definition->init(module)) {
    Value exception = exception_take();
    dict_delete(vm.modules, name);
    vm_exception = exception;
    return EMPTY;
  }
  return dict_get(vm.modules, name);
}

// Runs the source of a module. On failure the module vanishes from sys.modules again.
static Value run_module(Value module, Value name, const char *source, size_t bytes, const char *filename) {
  Loading entry = {module, loading};
  loading = &entry;
  bool done = false;
  if (add_builtins(module)) {
    Value code = vm_compile(source, bytes, filename, "module");
    done = code != EMPTY && vm_run_code(to_code(code), module_dict(module), module_dict(module), EMPTY) != EMPTY;
  }
  loading = entry.outer;
  if (done) {
    Value result = dict_get(vm.modules, name);
    return result != EMPTY || vm_exception != EMPTY ? result : module;
  }
  Value exception = exception_take();
  dict_delete(vm.modules, name);
  vm_exception = exception;
  return EMPTY;
}

// --- files

char *import_read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  size_t capacity = 16384, size = 0, got;
  char *text = malloc(capacity);
  while (text != NULL && (got = fread(text + size, 1, capacity - size - 1, file)) > 0) {
    size += got;
    if (capacity - size > 1) continue;
    char *larger = realloc(text, capacity *= 2);
    if (larger == NULL) free(text);
    text = larger;
  }
  bool failed = ferror(file);
  fclose(file);
  if (failed || text == NULL) {
    free(text);
    return NULL;
  }
  text[size] = 0;
  *bytes = size;
  return text;
}

bool import_check_text(const char *text, size_t bytes, const char *path) {
  size_t valid = utf8_valid_prefix(text, bytes);
  if (valid == bytes) return true;
  // A coding comment is the compiler's to judge.
  const char *second = memchr(text, '\n', bytes);
  second = second == NULL ? NULL : memchr(second + 1, '\n', bytes - (size_t)(second + 1 - text));
  size_t head = second == NULL ? bytes : (size_t)(second - text);
  const char *coding = strstr(text, "coding");
  if (coding != NULL && coding < text + head) return true;
  size_t line = 1;
  for (size_t n = 0; n < valid; n++) line += text[n] == '\n';
  raise(SyntaxError,
        "Non-UTF-8 code starting with '\\x%02x' in file %s on line %zu, but no encoding declared; see "
        "https://peps.python.org/pep-0263/ for details",
        (uint8_t)text[valid], path, line);
  return false;
}

// Loads directory/tail.py or the package directory/tail. EMPTY without exception: neither is there.
static Value load_from(const char *directory, const char *tail, Value name) {
  char *text = NULL;
  size_t bytes, room = strlen(directory) + strlen(tail) + 16;
  char *path = malloc(room), *package_path = malloc(room);
  Value module = EMPTY;
  const char *slash = directory[0] != 0 && directory[strlen(directory) - 1] != '/' ? "/" : "";
  if (path == NULL || package_path == NULL) {
    free(path);
    free(package_path);
    return raise_memory_error();
  }
  snprintf(package_path, room, "%s%s%s", directory, slash, tail);
  snprintf(path, room, "%s/__init__.py", package_path);
  text = import_read_file(path, &bytes);
  bool package = text != NULL;
  if (!package) {
    snprintf(path, room, "%s.py", package_path);
    text = import_read_file(path, &bytes);
  }
  if (text != NULL) {
    module = module_create(name, package ? name : parent_name(name));
    bool ready =
        module != EMPTY && import_check_text(text, bytes, path) && module_add(module, "__file__", str_from_c(path));
    if (ready && package) {
      Value directory_str = str_from_c(package_path);
      ready = module_add(module, "__path__", list_from(&directory_str, 1));
    }
    module = ready ? run_module(module, name, text, bytes, path) : EMPTY;
  }
  free(text);
  free(path);
  free(package_path);
  return module;
}

// --- finding

static Value find_on_path(Value path, const char *tail, Value name) {
  if (!is_list(path)) return EMPTY;
  for (uint64_t n = 0; n < to_list(path)->length; n++) {
    Value directory = to_list(path)->storage->items[n];
    if (!is_str(directory)) continue;
    Value module = load_from(to_str(directory)->text, tail, name);
    if (module != EMPTY || vm_exception != EMPTY) return module;
  }
  return EMPTY;
}

static Value find_frozen(Value name) {
  for (const FrozenModule *frozen = frozen_modules; frozen->name != NULL; frozen++) {
    if (strcmp(frozen->name, to_str(name)->text) != 0) continue;
    Value module = module_create(name, frozen->is_package ? name : parent_name(name));
    if (module == EMPTY) return EMPTY;
    if (frozen->is_package && !module_add(module, "__path__", list_new(0))) return EMPTY;
    char filename[128];
    snprintf(filename, sizeof filename, "<frozen %s>", frozen->name);
    return run_module(module, name, frozen->source, frozen->length, filename);
  }
  return EMPTY;
}

// sys.path as the program has it now.
static Value search_path(void) {
  Value sys = dict_get_c(vm.modules, "sys");
  Value path = sys == EMPTY ? EMPTY : dict_get_str(module_dict(sys), vm.names.path);
  return path == EMPTY ? vm.search_path : path;
}

// A module that is not in sys.modules. path: EMPTY at top level, else the parent's __path__.
static Value load(Value name, const char *tail, Value path) {
  for (size_t n = 0; n < NATIVE_MODULE_COUNT; n++) {
    if (strcmp(native_modules[n]->name, to_str(name)->text) == 0) return make_native(native_modules[n], name);
  }
  Value module = find_frozen(name);
  if (module == EMPTY && vm_exception == EMPTY) module = find_on_path(path == EMPTY ? search_path() : path, tail, name);
  return module;
}

static Value not_found(Value name, Value parent) {
  if (parent == EMPTY) {
    raise(ModuleNotFoundError, "No module named %R", name);
  } else {
    raise(ModuleNotFoundError, "No module named %R; %R is not a package", name, parent);
  }
  if (exception_matches(EXCEPTION_ModuleNotFoundError)) ((Exception *)to_object(vm_exception))->extra[0] = name;
  return EMPTY;
}

// Imports a.b.c, all packages on the way first. The module of the whole name; *first is that of its first part.
static Value import_absolute(Value name, Value *first) {
  const char *text = to_str(name)->text;
  Value parent = EMPTY, parent_path = EMPTY, parent_full_name = EMPTY;
  for (const char *start = text;; start++) {
    const char *end = strchr(start, '.');
    if (end == NULL) end = start + strlen(start);
    Value full_name = str_intern(text, (size_t)(end - text));
    Value tail = str_new(start, (size_t)(end - start));
    if (full_name == EMPTY || tail == EMPTY) return EMPTY;
    Value module = dict_get(vm.modules, full_name);
    if (module == NONE) {
      return raise(ModuleNotFoundError, "import of %V halted; None in sys.modules", full_name);
    }
    if (module == EMPTY) {
      if (vm_exception != EMPTY) return EMPTY;
      if (parent != EMPTY) {
        parent_path = object_find_attribute(parent, vm.names.__path__);
        if (parent_path == EMPTY) return vm_exception != EMPTY ? EMPTY : not_found(full_name, parent_full_name);
      }
      module = load(full_name, to_str(tail)->text, parent_path);
      if (module == EMPTY) return vm_exception != EMPTY ? EMPTY : not_found(full_name, EMPTY);
      if (parent != EMPTY && !object_set_attribute(parent, tail, module)) return EMPTY;
    }
    if (start == text) *first = module;
    if (*end == 0) return module;
    parent = module;
    parent_full_name = full_name;
    start = end;
  }
}

// The absolute name of a relative import.
static Value resolve(Value name, Value globals, int level) {
  Value package = globals == EMPTY ? EMPTY : dict_get_str(globals, vm.names.__package__);
  if (package == EMPTY || package == NONE) {
    package = globals == EMPTY ? EMPTY : dict_get_str(globals, vm.names.__name__);
    if (package != EMPTY && is_str(package) && dict_get_str(globals, vm.names.__path__) == EMPTY)
      package = parent_name(package);
  }
  if (package == EMPTY || !is_str(package) || to_str(package)->size == 0) {
    return raise(ImportError, "attempted relative import with no known parent package");
  }
  for (int n = 1; n < level; n++) {
    if (strchr(to_str(package)->text, '.') == NULL) {
      return raise(ImportError, "attempted relative import beyond top-level package");
    }
    package = parent_name(package);
  }
  return to_str(name)->size == 0 ? package : str_format_c("%V.%V", package, name);
}

// from package import names: those that are submodules are imported.
static bool import_submodules(Value package, Value package_name, Value from_list) {
  if (!is_tuple(from_list) && !is_list(from_list)) return true;
  Value path = object_find_attribute(package, vm.names.__path__);
  if (path == EMPTY) return vm_exception == EMPTY;
  size_t count = is_tuple(from_list) ? to_tuple(from_list)->length : to_list(from_list)->length;
  for (size_t n = 0; n < count; n++) {
    Value name = is_tuple(from_list) ? to_tuple(from_list)->items[n] : to_list(from_list)->storage->items[n];
    if (!is_str(name)) {
      raise(TypeError, "Item in ``from list'' must be str, not %T", name);
      return false;
    }
    if (to_str(name)->text[0] == '*') {
      Value all = object_find_attribute(package, vm.names.__all__);
      if (all != EMPTY && !import_submodules(package, package_name, all)) return false;
      continue;
    }
    if (object_find_attribute(package, name) != EMPTY) continue;
    Value full_name = str_format_c("%V.%V", package_name, name), first;
    if (full_name == EMPTY) return false;
    if (import_absolute(full_name, &first) != EMPTY) continue;
    // Only that the submodule does not exist is left for IMPORT_FROM to complain about.
    if (!exception_matches(EXCEPTION_ModuleNotFoundError)) return false;
    Value missing = ((const Exception *)to_object(vm_exception))->extra[0];
    if (missing == EMPTY || !is_str(missing) || !str_equal(missing, full_name)) return false;
    exception_clear();
  }
  return true;
}

Value vm_import(Value name, Value globals, Value from_list, int level) {
  if (level < 0) return raise(ValueError, "level must be >= 0");
  if (level == 0 && to_str(name)->size == 0) return raise(ValueError, "Empty module name");
  Value full_name = level == 0 ? name : resolve(name, globals, level), first = EMPTY;
  if (full_name == EMPTY) return EMPTY;
  Value module = import_absolute(full_name, &first);
  if (module == EMPTY) return EMPTY;
  if (from_list == EMPTY || from_list == NONE || object_truth(from_list) == 0) {
    if (level == 0) return first;
    // import of a relative name without from: the part that `name` starts with.
    const char *dot = strchr(to_str(name)->text, '.');
    if (dot == NULL) return module;
    size_t cut = strlen(dot);
    return dict_get(vm.modules, str_new(to_str(full_name)->text, to_str(full_name)->size - cut));
  }
  return import_submodules(module, full_name, from_list) ? module : EMPTY;
}

// --- the instructions

Value import_name(Function *function, Value name, Value from_list, Value level) {
  return vm_import(name, function->globals, from_list, (int)to_small_int(level));
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
        is_loading(module) ? "cannot import name %R from partially initialized module %R (most likely due to a "
                             "circular import) (%V)"
                           : "cannot import name %R from %R (%V)",
        name, module_name, file);
  if (exception_matches(EXCEPTION_ImportError)) {
    ((Exception *)to_object(vm_exception))->extra[0] = module_name;
    ((Exception *)to_object(vm_exception))->extra[1] = file;
  }
  return EMPTY;
}

bool import_star(Value module, Value namespace) {
  Value all = object_find_attribute(module, vm.names.__all__);
  if (all == EMPTY && vm_exception != EMPTY) return false;
  Value names = all;
  bool public_only = all == EMPTY;
  if (public_only) {
    Value dict = object_get_attribute(module, vm.names.__dict__);
    names = dict == EMPTY ? EMPTY : list_from_iterable(dict);
  }
  Value iterator = names == EMPTY ? EMPTY : object_iter(names), name;
  if (iterator == EMPTY) return false;
  while ((name = object_next(iterator)) != EMPTY) {
    if (!is_str(name)) {
      raise(TypeError, "Item in %V.__all__ must be str, not %T", attribute_or_none(module, vm.names.__name__), name);
      return false;
    }
    if (public_only && to_str(name)->text[0] == '_') continue;
    Value value = object_get_attribute(module, name);
    if (value == EMPTY || !object_set_item(namespace, name, value)) return false;
  }
  return vm_exception == EMPTY;
}

// --- martlet -m

// The file directory/tail.py or directory/tail/__main__.py; EMPTY: neither exists.
static Value main_file(const char *directory, const char *tail, bool *package) {
  static const char *const patterns[] = {"%s%s%s/__main__.py", "%s%s%s.py"};
  const char *slash = directory[0] != 0 ? "/" : "";
  char path[PORT_PATH_MAX];
  PortStat status;
  for (size_t n = 0; n < 2; n++) {
    snprintf(path, sizeof path, patterns[n], directory, slash, tail);
    *package = n == 0;
    if (port_stat(path, true, &status) == 0) return str_from_c(path);
  }
  return EMPTY;
}

Value import_find_main(Value name, Value main_module) {
  Value path = search_path(), parent = parent_name(name), first;
  if (to_str(parent)->size > 0) {
    Value package = import_absolute(parent, &first);
    path = package == EMPTY ? EMPTY : object_find_attribute(package, vm.names.__path__);
  }
  if (path == EMPTY || !is_list(path)) return EMPTY;
  const char *dot = strrchr(to_str(name)->text, '.');
  const char *tail = dot == NULL ? to_str(name)->text : dot + 1;
  for (uint64_t n = 0; n < to_list(path)->length; n++) {
    Value directory = to_list(path)->storage->items[n];
    bool package;
    Value file = is_str(directory) ? main_file(to_str(directory)->text, tail, &package) : EMPTY;
    if (file == EMPTY) continue;
    if (package && import_absolute(name, &first) == EMPTY) return EMPTY;
    return module_add(main_module, "__package__", package ? name : parent) ? file : EMPTY;
  }
  return EMPTY;
}
