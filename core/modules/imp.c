// The module _imp: what the import system's Python half (core/stdlib/_frozen_importlib.py) asks of
// core/vm/import_find.c, and CPython's names for it.
#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/int.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/image.h"
#include "core/vm/import.h"
#include "core/vm/import_internal.h"
#include "core/vm/source_text.h"
#include "core/vm/threads.h"
#include "core/vm/vm.h"

// The text of a name; NULL: TypeError.
static const char *name_text(Value name) { return str_text(name); }

static Value is_builtin(Value *args, size_t count) {
  (void)count;
  const char *name = name_text(args[0]);
  if (name == NULL) return EMPTY;
  // CPython's answer for modules that cannot be made a second time.
  if (strcmp(name, "sys") == 0 || strcmp(name, "builtins") == 0) return from_small_int(-1);
  return from_small_int(import_find_native(name) != NULL);
}

static Value is_frozen(Value *args, size_t count) {
  (void)count;
  const char *name = name_text(args[0]);
  return name == NULL ? EMPTY : from_bool(import_find_frozen(name) != NULL);
}

static Value is_frozen_first(Value *args, size_t count) {
  (void)count;
  const char *name = name_text(args[0]);
  return name == NULL ? EMPTY : from_bool(import_is_frozen_first(name));
}

static Value find_frozen(Value *args, size_t count) {
  (void)count;
  const char *name = name_text(args[0]);
  return name == NULL ? EMPTY : from_bool(import_find_frozen(name) != NULL && import_frozen_applies(args[0]));
}

static const ImageRoot *frozen_argument(Value name) {
  const char *text = name_text(name);
  const ImageRoot *frozen = text == NULL ? NULL : import_find_frozen(text);
  if (frozen == NULL && text != NULL) {
    raise(ImportError, "No such frozen object named %V", name);
    if (exception_matches(EXCEPTION_ImportError)) ((Exception *)to_object(vm_exception))->extra[0] = name;
  }
  return frozen;
}

static Value is_frozen_package(Value *args, size_t count) {
  (void)count;
  const ImageRoot *frozen = frozen_argument(args[0]);
  return frozen == NULL ? EMPTY : from_bool(frozen->flags & ROOT_PACKAGE);
}

static Value get_frozen_object(Value *args, size_t count) {
  (void)count;
  const ImageRoot *frozen = frozen_argument(args[0]);
  return frozen == NULL ? EMPTY : import_frozen_code(frozen);
}

static Value frozen_path(Value *args, size_t count) {
  (void)count;
  const ImageRoot *frozen = frozen_argument(args[0]);
  return frozen == NULL ? EMPTY : import_frozen_path(frozen);
}

static Value frozen_file(Value *args, size_t count) {
  (void)count;
  const ImageRoot *frozen = frozen_argument(args[0]);
  return frozen == NULL ? EMPTY : import_frozen_file(frozen);
}

static Value is_library(Value *args, size_t count) {
  (void)count;
  const char *directory = str_text(args[0]);
  return directory == NULL ? EMPTY : from_bool(import_is_library(directory));
}

static Value create_builtin(Value *args, size_t count) {
  (void)count;
  Value name = object_get_attribute(args[0], str_intern("name", 4));
  const char *text = name == EMPTY ? NULL : name_text(name);
  if (text == NULL) return EMPTY;
  Value existing = dict_get(vm.modules, name);
  if (existing != EMPTY && has_shape(existing, SHAPE_MODULE)) return existing;
  const NativeModule *native = import_find_native(text);
  return native == NULL ? NONE : import_make_native(native, name);
}

static Value exec_builtin(Value *args, size_t count) {
  (void)args, (void)count;
  return from_small_int(0);
}

static Value create_dynamic(Value *args, size_t count) {
  (void)args, (void)count;
  return raise(ImportError, "extension modules are not supported");
}

static Value import_module(Value *args, size_t count) {
  (void)count;
  Value first;
  return name_text(args[0]) == NULL ? EMPTY : import_absolute(args[0], &first);
}

static Value module_origin(Value *args, size_t count) {
  (void)count;
  if (!is_object(args[0]) || !type_is_subtype(type_of(args[0]), builtin_types[SHAPE_MODULE])) return from_small_int(0);
  Value origin = ((Module *)to_object(args[0]))->origin;
  return origin == EMPTY ? from_small_int(0) : origin;
}

static Value install(Value *args, size_t count) {
  (void)count;
  import_system_installed(args[0], args[1]);
  return NONE;
}

// compile_module(source, filename): code as import makes it of a source file.
static Value compile_module(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  const char *filename = str_text(args[1]);
  if (filename == NULL || !bytes_view(args[0], &data, &size)) return EMPTY;
  // The compiler wants a NUL behind.
  Value source = bytes_new(data, size);
  const char *text = source == EMPTY ? NULL : (const char *)((const Bytes *)(const void *)to_object(source))->data;
  bool decoded = text != NULL && source_text_decode(&text, &size, filename, SOURCE_BYTES);
  return decoded ? vm_compile(text, size, filename, "module") : EMPTY;
}

#ifdef CONFIG_BYTECODE_WRITER
// write_image(modules, details): the bytecode file of a list of (name, file name, code, flags), sorted by name; code is
// the number of its group for a module that is packed.
static Value write_image(Value *args, size_t count) {
  (void)count;
  Value list = list_from_iterable(args[0]);
  if (list == EMPTY) return EMPTY;
  size_t length = to_list(list)->length, size = 0;
  ImageModule *modules = calloc(length + 1, sizeof *modules);
  if (modules == NULL) return raise_memory_error();
  bool sound = true;
  for (size_t n = 0; n < length && sound; n++) {
    Value item = to_list(list)->storage->items[n];
    const Value *parts = is_tuple(item) && to_tuple(item)->length == 4 ? to_tuple(item)->items : NULL;
    sound = parts != NULL && is_str(parts[0]) && is_str(parts[1]) && is_int(parts[3]) &&
            (to_small_int(parts[3]) & ROOT_PACKED ? is_int(parts[2]) : has_shape(parts[2], SHAPE_CODE));
    if (sound) modules[n] = (ImageModule){parts[0], parts[1], parts[2], (uint32_t)to_small_int(parts[3])};
  }
  uint8_t *image = sound ? image_write(modules, length, args[1] != FALSE_VALUE, &size) : NULL;
  free(modules);
  if (!sound) return raise(TypeError, "write_image() takes tuples of name, file name, code and flags");
  Value result = image == NULL ? EMPTY : bytes_new(image, size);
  free(image);
  return result;
}
#endif

static Value load_bytecode(Value *args, size_t count) {
  (void)count;
  const char *path = str_text(args[0]);
  return path == NULL ? EMPTY : import_bytecode(path, args[1]);
}

// The lock of all imports, which modules as old as imp take: that of the module without a name.
static struct {
  ImportLock lock;
  size_t count; // how often its owner has taken it
} all_imports;

static Value acquire_lock(Value *args, size_t count) {
  (void)args, (void)count;
  bool held = all_imports.count != 0 && all_imports.lock.owner == threads_self();
  if (!held && !import_lock_enter(&all_imports.lock, str_new("", 0))) return EMPTY;
  all_imports.count = held ? all_imports.count + 1 : 1;
  return NONE;
}

static Value release_lock(Value *args, size_t count) {
  (void)args, (void)count;
  if (all_imports.count == 0 || all_imports.lock.owner != threads_self())
    return raise(RuntimeError, "not holding the import lock");
  if (--all_imports.count == 0) import_lock_leave(&all_imports.lock);
  return NONE;
}

static Value lock_held(Value *args, size_t count) {
  (void)args, (void)count;
  return from_bool(all_imports.count != 0);
}

static Value extension_suffixes(Value *args, size_t count) {
  (void)args, (void)count;
  return list_new(0);
}

// FNV-1a over the bytes, started with the key: only equality matters.
static Value source_hash(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!bytes_view(args[1], &data, &size)) return EMPTY;
  uint64_t hash = 0xCBF29CE484222325u ^ (is_int(args[0]) ? (uint64_t)to_small_int(args[0]) : 0);
  for (size_t n = 0; n < size; n++) hash = (hash ^ data[n]) * 0x100000001B3u;
  return bytes_new((const uint8_t *)&hash, sizeof hash);
}

// What CPython's test.support calls so that a module is imported from its file. Frozen modules that come before the
// path are the only ones that fit this program, so nothing is there to be switched.
static Value override_frozen(Value *args, size_t count) {
  (void)count;
  int64_t override;
  return int_index_i64(args[0], &override, "Python int too large to convert to C int") ? NONE : EMPTY;
}

static bool init_module(Value module) {
  return module_add(module, "check_hash_based_pycs", str_from_c("default")) &&
         module_add(module, "bytecode_magic", bytes_new((const uint8_t *)IMAGE_MAGIC, 4));
}

static const NativeDef functions[] = {
    {.name = "is_builtin", .signature = "name, /", .fn = is_builtin},
    {.name = "is_frozen", .signature = "name, /", .fn = is_frozen},
    {.name = "is_frozen_first", .signature = "name, /", .fn = is_frozen_first},
    {.name = "find_frozen", .signature = "name, /", .fn = find_frozen},
    {.name = "is_frozen_package", .signature = "name, /", .fn = is_frozen_package},
    {.name = "get_frozen_object", .signature = "name, data=None, /", .fn = get_frozen_object},
    {.name = "frozen_path", .signature = "name, /", .fn = frozen_path},
    {.name = "frozen_file", .signature = "name, /", .fn = frozen_file},
    {.name = "is_library", .signature = "directory, /", .fn = is_library},
    {.name = "create_builtin", .signature = "spec, /", .fn = create_builtin},
    {.name = "exec_builtin", .signature = "module, /", .fn = exec_builtin},
    {.name = "create_dynamic", .signature = "spec, file=None, /", .fn = create_dynamic},
    {.name = "import_module", .signature = "name, /", .fn = import_module},
    {.name = "module_origin", .signature = "module, /", .fn = module_origin},
    {.name = "install", .signature = "module, defaults, /", .fn = install},
    {.name = "compile_module", .signature = "source, filename, /", .fn = compile_module},
#ifdef CONFIG_BYTECODE_WRITER
    {.name = "write_image", .signature = "modules, details=True, /", .fn = write_image},
#endif
    {.name = "load_bytecode", .signature = "path, name, /", .fn = load_bytecode},
    {.name = "_override_frozen_modules_for_tests", .signature = "override, /", .fn = override_frozen},
    {.name = "acquire_lock", .signature = "", .fn = acquire_lock},
    {.name = "release_lock", .signature = "", .fn = release_lock},
    {.name = "lock_held", .signature = "", .fn = lock_held},
    {.name = "extension_suffixes", .signature = "", .fn = extension_suffixes},
    {.name = "source_hash", .signature = "key, source", .fn = source_hash},
    {.name = NULL},
};

const NativeModule module_imp = {"_imp", functions, init_module,
                                 DOC("What the import system asks of the interpreter.")};
