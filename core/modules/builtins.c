#include "core/modules/builtins.h"

#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/syntax/compiler.h"
#include "core/vm/vm.h"

// The types that have a name in builtins.
static const BuiltinShape public_types[] = {
    SHAPE_OBJECT,      SHAPE_TYPE,       SHAPE_INT,       SHAPE_BOOL,    SHAPE_FLOAT,    SHAPE_STR,
    SHAPE_BYTES,       SHAPE_BYTEARRAY,  SHAPE_LIST,      SHAPE_TUPLE,   SHAPE_DICT,     SHAPE_SET,
    SHAPE_FROZENSET,   SHAPE_RANGE,      SHAPE_SLICE,     SHAPE_COMPLEX, SHAPE_PROPERTY, SHAPE_STATICMETHOD,
    SHAPE_CLASSMETHOD, SHAPE_SUPER,      SHAPE_ENUMERATE, SHAPE_ZIP,     SHAPE_MAP,      SHAPE_FILTER,
    SHAPE_REVERSED,    SHAPE_MEMORYVIEW,
};

static bool add_type(Value module, const Type *type) {
  return dict_set(module_dict(module), type->name, from_object(type));
}

static bool add_functions(Value module, const NativeDef *functions, Value module_name) {
  for (const NativeDef *def = functions; def->name != NULL; def++) {
    Value function = native_new(def, NULL, module, module_name);
    if (function == EMPTY || !module_add(module, def->name, function)) return false;
  }
  return true;
}

static bool add_constants(Value module) {
  return module_add(module, "None", NONE) && module_add(module, "True", TRUE_VALUE) &&
         module_add(module, "False", FALSE_VALUE) && module_add(module, "Ellipsis", ELLIPSIS) &&
         module_add(module, "NotImplemented", NOT_IMPLEMENTED) &&
         module_add(module, "__debug__", from_bool(compile_optimization == 0)) &&
         module_add(module, "EnvironmentError", from_object(exception_types[EXCEPTION_OSError])) &&
         module_add(module, "IOError", from_object(exception_types[EXCEPTION_OSError]));
}

Value builtins_new(void) {
  static const NativeDef *const tables[] = {builtins_number, builtins_iter, builtins_object, builtins_scope,
                                            builtins_io};
  Value name = str_intern("builtins", 8);
  Value module = name == EMPTY ? EMPTY : module_new(name);
  if (module == EMPTY) return EMPTY;
  vm.builtins = module_dict(module);
  // Every module would find these here. They come into being when somebody asks: core/vm/import.h.
  dict_delete(vm.builtins, vm.names.__spec__);
  dict_delete(vm.builtins, vm.names.__loader__);
  ((Module *)to_object(module))->origin = from_small_int(MODULE_FROM_C);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    if (!add_functions(module, tables[i], name)) return EMPTY;
  for (size_t i = 0; i < sizeof public_types / sizeof public_types[0]; i++)
    if (!add_type(module, builtin_types[public_types[i]])) return EMPTY;
  for (size_t i = 0; i < EXCEPTION_COUNT; i++)
    if (!add_type(module, exception_types[i])) return EMPTY;
  return add_constants(module) ? module : EMPTY;
}
