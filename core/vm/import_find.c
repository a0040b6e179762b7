// Finding modules and running them: C modules, frozen modules, files on the path. See import_internal.h.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/object/utf8.h"
#include "core/stdlib/frozen.h"
#include "core/vm/code.h"
#include "core/vm/image.h"
#include "core/vm/image_packed.h"
#include "core/vm/import.h"
#include "core/vm/import_internal.h"
#include "core/vm/source_text.h"
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

const char *import_native_name(size_t index) {
  return index < NATIVE_MODULE_COUNT ? native_modules[index]->name : NULL;
}

const NativeModule *import_find_native(const char *name) {
  for (size_t n = 0; n < NATIVE_MODULE_COUNT; n++) {
    if (strcmp(native_modules[n]->name, name) == 0) return native_modules[n];
  }
  return NULL;
}

Value import_parent_name(Value name) {
  const Str *str = to_str(name);
  const char *dot = strrchr(str->text, '.');
  return dot == NULL ? str_new("", 0) : str_new(str->text, (size_t)(dot - str->text));
}

// --- the Python half

Value import_system(void) {
  if (vm.import_system != EMPTY) return vm.import_system;
  Value name = str_intern("_frozen_importlib", 17), first;
  Value module = name == EMPTY ? EMPTY : import_absolute(name, &first);
  if (module == EMPTY || import_is_loading(module)) return module;
  return object_call_method(module, "_setup", NULL, 0) == EMPTY ? EMPTY : module;
}

void import_system_installed(Value module, Value defaults) {
  vm.import_system = module;
  vm.import_defaults = defaults;
}

bool import_complete(Value name) {
  Names *names = &vm.names;
  if (vm.import_system != EMPTY) return false;
  if (name != names->__spec__ && name != names->__loader__ && name != names->meta_path && name != names->path_hooks &&
      name != names->path_importer_cache)
    return false;
  return import_system() != EMPTY;
}

static Value sys_attribute(Value name) {
  Value sys = dict_get_c(vm.modules, "sys");
  return sys == EMPTY ? EMPTY : dict_get_str(module_dict(sys), name);
}

static bool list_is(Value list, const Value *items, size_t count) {
  return is_list(list) && to_list(list)->length == count &&
         memcmp(to_list(list)->storage->items, items, count * sizeof(Value)) == 0;
}

// Whether modules are found as they always are.
static bool is_standard(void) {
  if (vm.import_system == EMPTY) return true;
  const Value *defaults = to_tuple(vm.import_defaults)->items;
  return list_is(sys_attribute(vm.names.meta_path), defaults, 3) &&
         list_is(sys_attribute(vm.names.path_hooks), defaults + 3, 2);
}

// Whether the program has put a finder of its own in sys.path_importer_cache.
static bool has_own_finder(Value directory) {
  if (vm.import_system == EMPTY) return false;
  Value cache = sys_attribute(vm.names.path_importer_cache);
  if (cache == EMPTY || !is_dict(cache)) return true;
  Value finder = dict_get(cache, directory);
  return finder != EMPTY && finder != NONE && from_object(type_of(finder)) != to_tuple(vm.import_defaults)->items[5];
}

// --- making modules

// A module with the attributes that all have, in sys.modules. package: __package__. __spec__ and __loader__ come later.
static Value module_create(Value name, Value package, ModuleOrigin origin) {
  Value module = module_new(name);
  if (module == EMPTY || !dict_set(module_dict(module), vm.names.__package__, package)) return EMPTY;
  if (dict_delete(module_dict(module), vm.names.__loader__) < 0) return EMPTY;
  if (dict_delete(module_dict(module), vm.names.__spec__) < 0) return EMPTY;
  ((Module *)to_object(module))->origin = from_small_int(origin);
  return dict_set(vm.modules, name, module) ? module : EMPTY;
}

static bool describe(Value module) {
  return vm.import_system == EMPTY || object_call_method(vm.import_system, "_describe", &module, 1) != EMPTY;
}

// Adds __builtins__, which a module written in Python has.
static bool add_builtins(Value module) { return dict_set(module_dict(module), vm.names.__builtins__, vm.builtins); }

// A module whose import failed vanishes from sys.modules again.
static Value forget(Value name) {
  Value exception = exception_take();
  dict_delete(vm.modules, name);
  vm_exception = exception;
  return EMPTY;
}

Value import_make_native(const NativeModule *definition, Value name) {
  Value module = module_create(name, str_new("", 0), MODULE_FROM_C);
  if (module == EMPTY) return EMPTY;
  bool ready = definition->doc == NULL || module_add(module, "__doc__", str_from_c(definition->doc));
  for (const NativeDef *def = definition->functions; ready && def != NULL && def->name != NULL; def++) {
    ready = module_add(module, def->name, native_new(def, NULL, EMPTY, name));
  }
  if (!ready || (definition->init != NULL && !definition->init(module)) || !describe(module)) return forget(name);
  return dict_get(vm.modules, name);
}

// Runs the code of a module. The result is what the code has left in sys.modules.
static Value run_module(Value module, Value name, Value code) {
  import_lock_running(name, module);
  Value dict = module_dict(module);
  bool done = code != EMPTY && add_builtins(module) && describe(module) &&
              vm_run_code(to_code(code), dict, dict, EMPTY) != EMPTY;
  if (!done) return forget(name);
  Value result = dict_get(vm.modules, name);
  return result != EMPTY || vm_exception != EMPTY ? result : module;
}

// --- frozen modules

// Those that CPython 3.11 freezes, too: found whatever is on sys.path.
static const char *const always_frozen[] = {"_frozen_importlib",
                                            "_frozen_importlib_external",
                                            "abc",
                                            "codecs",
                                            "io",
                                            "_collections_abc",
                                            "_sitebuiltins",
                                            "genericpath",
                                            "ntpath",
                                            "posixpath",
                                            "os",
                                            "site",
                                            "stat",
                                            "importlib",
                                            "importlib.util",
                                            "importlib.machinery",
                                            "runpy"};

static const char *frozen_name(const ImageRoot *frozen) {
  const Str *name = image_at(frozen_image, frozen->name);
  return name->text;
}

const ImageRoot *import_find_frozen(const char *name) { return image_find_root(frozen_image, name); }

bool import_is_frozen_first(const char *name) {
  for (size_t n = 0; n < sizeof always_frozen / sizeof always_frozen[0]; n++) {
    if (strcmp(always_frozen[n], name) == 0) return import_find_frozen(name) != NULL;
  }
  return false;
}

bool import_frozen_applies(Value name) {
  Value parent = import_parent_name(name);
  if (parent == EMPTY || to_str(parent)->size == 0) return parent != EMPTY;
  Value module = dict_get(vm.modules, parent);
  return module != EMPTY && has_shape(module, SHAPE_MODULE) &&
         ((Module *)to_object(module))->origin == from_small_int(MODULE_FROM_FROZEN);
}

bool import_is_library(const char *directory) {
  return CONFIG_STDLIB_PATH[0] != 0 && strncmp(directory, CONFIG_STDLIB_PATH, strlen(CONFIG_STDLIB_PATH)) == 0;
}

// A path below CPython's library, wherever it was when the modules were frozen.
static Value library_path(const char *path) {
  const char *library = CONFIG_STDLIB_PATH[0] != 0 ? CONFIG_STDLIB_PATH : "/usr/lib/python3.11";
  return str_format_c("%s/%s", library, path);
}

// The image of a group of packed modules; NULL: MemoryError.
static const uint8_t *unpacked_group(uint32_t number) {
  static const uint8_t **images;
  const PackedGroups *groups = (const PackedGroups *)(const void *)frozen_groups;
  if (images == NULL && (images = calloc(groups->count, sizeof *images)) == NULL) {
    raise_memory_error();
    return NULL;
  }
  if (images[number] == NULL) images[number] = image_unpack(groups, number);
  return images[number];
}

Value import_frozen_code(const ImageRoot *frozen) {
  const Str *filename = image_at(frozen_image, frozen->filename);
  Value path = frozen->flags & ROOT_LIBRARY ? library_path(filename->text) : from_object(filename);
  if (path == EMPTY || !(frozen->flags & ROOT_PACKED))
    return path == EMPTY ? EMPTY : image_code(frozen_image, frozen, path);
  const uint8_t *image = unpacked_group(frozen->code);
  return image == NULL ? EMPTY : image_code(image, image_find_root(image, frozen_name(frozen)), path);
}

Value import_frozen_file(const ImageRoot *frozen) {
  const Str *filename = image_at(frozen_image, frozen->filename);
  return CONFIG_STDLIB_PATH[0] != 0 && frozen->flags & ROOT_LIBRARY ? library_path(filename->text) : NONE;
}

Value import_frozen_path(const ImageRoot *frozen) {
  if (CONFIG_STDLIB_PATH[0] == 0) return list_new(0);
  char path[256];
  snprintf(path, sizeof path, "%s", frozen_name(frozen));
  for (char *at = path; *at != 0; at++) {
    if (*at == '.') *at = '/';
  }
  Value folder = library_path(path);
  return folder == EMPTY ? EMPTY : list_from(&folder, 1);
}

static Value load_frozen(const ImageRoot *frozen, Value name) {
  Value module =
      module_create(name, (frozen->flags & ROOT_PACKAGE) ? name : import_parent_name(name), MODULE_FROM_FROZEN);
  if (module == EMPTY) return EMPTY;
  Value file = import_frozen_file(frozen);
  if (file == EMPTY || (file != NONE && !module_add(module, "__file__", file))) return forget(name);
  if ((frozen->flags & ROOT_PACKAGE) && !module_add(module, "__path__", import_frozen_path(frozen)))
    return forget(name);
  return run_module(module, name, import_frozen_code(frozen));
}

// --- files

char *import_read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  size_t capacity = 16384, size = 0;
  char *text = malloc(capacity);
  while (text != NULL && !feof(file) && !ferror(file)) {
    size += fread(text + size, 1, capacity - size - 1, file);
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

Value import_compile_file(const char *path) {
  size_t bytes;
  char *text = import_read_file(path, &bytes);
  if (text == NULL) return raise_os_error(errno, str_from_c(path));
  Value code = EMPTY;
  const char *source = text;
  if (memchr(text, 0, bytes) != NULL)
    raise(ValueError, "source code string cannot contain null bytes");
  else if (source_text_decode(&source, &bytes, path, SOURCE_BYTES))
    code = vm_compile(source, bytes, path, "module");
  free(text);
  return code;
}

// The module in the file at path; package_path: of a package, else NULL.
static Value load_file(Value name, const char *path, const char *package_path, ModuleOrigin origin) {
  Value module = module_create(name, package_path != NULL ? name : import_parent_name(name), origin);
  if (module == EMPTY) return EMPTY;
  if (package_path != NULL) {
    Value directory = str_from_c(package_path);
    if (directory == EMPTY || !module_add(module, "__path__", list_from(&directory, 1))) return forget(name);
  }
  if (!module_add(module, "__file__", str_from_c(path))) return forget(name);
  return run_module(module, name,
                    origin == MODULE_FROM_SOURCE ? import_compile_file(path) : import_bytecode(path, name));
}

// The code of the bytecode file at path, which stays mapped. EMPTY: ImportError that says what is wrong with the file.
Value import_bytecode(const char *path, Value name) {
  size_t bytes, length = strlen(path);
  const uint8_t *image = port_map_file(path, &bytes);
  if (image == NULL) return raise_os_error(errno, str_from_c(path));
  const char *problem = image_check(image, bytes);
  if (problem == NULL &&
      (((const ImageHeader *)(const void *)image)->root_count != 1 || image_roots(image)->flags & ROOT_CODE))
    problem = "it is no module";
  if (problem != NULL) {
    port_unmap((void *)(uintptr_t)image, bytes);
    raise(ImportError, "bad bytecode file %s: %s", path, problem);
    if (exception_matches(EXCEPTION_ImportError)) {
      ((Exception *)to_object(vm_exception))->extra[0] = name;
      ((Exception *)to_object(vm_exception))->extra[1] = str_from_c(path);
    }
    return EMPTY;
  }
  // Tracebacks show the source where it would be if it were there: beside the file.
  bool suffix = length > 4 && strcmp(path + length - 4, ".mtb") == 0;
  Value filename = str_format_c("%.*s%s", (int)(suffix ? length - 4 : length), path, suffix ? ".py" : "");
  return filename == EMPTY ? EMPTY : image_code(image, image_roots(image), filename);
}

static bool is_file(const char *path) {
  PortStat status;
  return port_stat(path, true, &status) == 0 && port_is_file(status.mode);
}

// Loads directory/tail.py or the package directory/tail. EMPTY without exception: neither is there; *namespace is set
// when there is a folder that could be part of a namespace package.
static Value load_from(const char *directory, const char *tail, Value name, bool *namespace) {
  static const char *const suffixes[] = {".py", ".mtb"};
  static const ModuleOrigin origins[] = {MODULE_FROM_SOURCE, MODULE_FROM_BYTECODE};
  char base[PORT_PATH_MAX], path[PORT_PATH_MAX + 16];
  size_t length = 0;
  if (directory[0] != '/') {
    if (port_current_directory(base, sizeof base) == NULL) return EMPTY;
    length = strlen(base);
    if (strcmp(directory, ".") == 0) directory = "";
  }
  const char *slash = directory[0] == '/' || directory[0] == 0 ? "" : "/";
  const char *separator = directory[0] != 0 && directory[strlen(directory) - 1] == '/' ? "" : "/";
  int more = snprintf(base + length, sizeof base - length, "%s%s%s%s", slash, directory, separator, tail);
  if (more < 0 || (size_t)more >= sizeof base - length) return EMPTY;
  PortStat status;
  if (port_stat(base, true, &status) == 0 && port_is_directory(status.mode)) {
    for (size_t n = 0; n < 2; n++) {
      snprintf(path, sizeof path, "%s/__init__%s", base, suffixes[n]);
      if (is_file(path)) return load_file(name, path, base, origins[n]);
    }
    *namespace = true;
  }
  for (size_t n = 0; n < 2; n++) {
    snprintf(path, sizeof path, "%s%s", base, suffixes[n]);
    if (is_file(path)) return load_file(name, path, NULL, origins[n]);
  }
  return EMPTY;
}

// --- finding

// Whether a path names a file or, as in zip archives, a place in one.
static bool lies_in_file(const char *path) {
  char prefix[PORT_PATH_MAX];
  size_t length = strlen(path);
  if (length >= sizeof prefix) return false;
  memcpy(prefix, path, length + 1);
  PortStat status;
  while (*prefix != 0 && port_stat(prefix, true, &status) != 0) {
    char *slash = strrchr(prefix, '/');
    if (slash == NULL) return false;
    *slash = 0;
  }
  return *prefix != 0 && port_is_file(status.mode);
}

// Drops the import system's own frames from a traceback.
static Value trim(Value entry) {
  while (entry != EMPTY && entry != NONE) {
    Traceback *traceback = (Traceback *)to_object(entry);
    Value file = to_code(traceback->code)->filename;
    if (strncmp(to_str(file)->text, "<frozen _frozen_importlib", 25) != 0) {
      traceback->next = trim(traceback->next);
      return entry;
    }
    entry = traceback->next;
  }
  return entry;
}

// The Python half finds and loads.
static Value load_by_finders(Value name, Value path) {
  Value args[2] = {name, path == EMPTY ? NONE : path};
  if (import_system() == EMPTY) return EMPTY;
  Value module = object_call_method(vm.import_system, "_find_and_load_unlocked", args, 2);
  if (module != EMPTY) return module;
  Exception *exception = (Exception *)to_object(vm_exception);
  exception->traceback = trim(exception->traceback);
  return EMPTY;
}

Value import_load(Value name, const char *tail, Value path) {
  if (!is_standard()) return load_by_finders(name, path);
  const char *text = to_str(name)->text;
  const NativeModule *native = import_find_native(text);
  if (native != NULL) return import_make_native(native, name);
  const ImageRoot *frozen = import_find_frozen(text);
  if (frozen != NULL && import_is_frozen_first(text)) return load_frozen(frozen, name);
  if (frozen != NULL && !import_frozen_applies(name)) frozen = NULL;
  if (path == EMPTY) path = sys_attribute(vm.names.path);
  if (path == EMPTY) path = vm.search_path;
  if (!is_list(path)) return load_by_finders(name, path);
  bool namespace = false;
  for (uint64_t n = 0; n < to_list(path)->length; n++) {
    Value directory = to_list(path)->storage->items[n];
    if (!is_str(directory)) continue;
    if (has_own_finder(directory)) return load_by_finders(name, path);
    if (frozen != NULL && import_is_library(to_str(directory)->text)) return load_frozen(frozen, name);
    Value module = load_from(to_str(directory)->text, tail, name, &namespace);
    if (module != EMPTY || vm_exception != EMPTY) return module;
    if (lies_in_file(to_str(directory)->text)) return load_by_finders(name, path);
  }
  if (frozen != NULL) return load_frozen(frozen, name);
  return namespace ? load_by_finders(name, path) : EMPTY;
}

// --- martlet -m

Value import_find_main(Value name, Value main_module, Value *message) {
  Value system = import_system();
  Value found = system == EMPTY ? EMPTY : object_call_method(system, "_find_main", &name, 1);
  *message = found != EMPTY && is_str(found) ? found : EMPTY;
  if (found == EMPTY || *message != EMPTY) {
    Exception *exception = (Exception *)to_object(vm_exception);
    if (exception != NULL) exception->traceback = trim(exception->traceback);
    return EMPTY;
  }
  const Value *items = to_tuple(found)->items; // code, package, file, spec
  if (!module_add(main_module, "__package__", items[1]) || !module_add(main_module, "__spec__", items[3])) return EMPTY;
  if (items[2] != NONE && !module_add(main_module, "__file__", items[2])) return EMPTY;
  Value loader = object_get_attribute(items[3], str_intern("loader", 6));
  return loader != EMPTY && dict_set(module_dict(main_module), vm.names.__loader__, loader) ? items[0] : EMPTY;
}
