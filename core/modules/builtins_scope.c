// Builtin functions that deal with code and namespaces.
#include "core/modules/builtins.h"
#include "core/object/call.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/module.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"

static bool is_given(Value v) { return v != EMPTY && v != NONE; }

static Value builtin_globals(Value *args, size_t count) {
  (void)args, (void)count;
  return frame_globals();
}

static Value builtin_locals(Value *args, size_t count) {
  (void)args, (void)count;
  return frame_locals();
}

static bool is_mapping(Value v) { return type_of(v)->slots.get_item != NULL; }

// The namespaces that eval and exec work in. False: raised.
static bool choose_namespaces(Value *globals, Value *locals) {
  if (!is_given(*globals)) {
    *globals = frame_globals();
    if (!is_given(*locals)) *locals = frame_locals();
  } else if (!is_given(*locals)) {
    *locals = *globals;
  }
  if (*globals == EMPTY || *locals == EMPTY) return false;
  if (dict_get_str(*globals, vm.names.__builtins__) != EMPTY) return true;
  return dict_set(*globals, vm.names.__builtins__, vm.builtins);
}

// Whether exec() may run source with the closure (NONE or EMPTY: without one). False: TypeError.
static bool check_closure(Value source, Value closure) {
  if (!has_shape(source, SHAPE_CODE)) {
    if (is_given(closure)) raise(TypeError, "closure can only be used when source is a code object");
    return !is_given(closure);
  }
  size_t wanted = to_code(source)->free_count;
  if (wanted == 0) {
    if (is_given(closure)) raise(TypeError, "cannot use a closure with this code object");
    return !is_given(closure);
  }
  bool fits = is_given(closure) && has_shape(closure, SHAPE_TUPLE) && to_tuple(closure)->length == wanted;
  for (size_t i = 0; fits && i < wanted; i++) fits = has_shape(to_tuple(closure)->items[i], SHAPE_CELL);
  return fits || (raise(TypeError, "code object requires a closure of exactly length %zu", wanted), false);
}

static Value run(Value source, Value globals, Value locals, Value closure, const char *mode) {
  if (!has_shape(source, SHAPE_CODE)) {
    const char *text;
    size_t size;
    if (!builtin_source_text(source, mode, "code object", "<string>", &text, &size)) return EMPTY;
    if (mode[1] == 'v') {
      // Only expressions may be indented.
      while (size > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        size--;
      }
    }
    source = vm_compile_here(text, size, "<string>", mode);
    if (source == EMPTY) return EMPTY;
  }
  Code *code = to_code(source);
  if (code->free_count != 0 && closure == EMPTY)
    return raise(TypeError, "code object passed to %s() may not contain free variables", mode);
  return vm_run_code(code, globals, locals, code->free_count == 0 ? EMPTY : closure);
}

static Value builtin_eval(Value *args, size_t count) {
  (void)count;
  Value globals = args[1], locals = args[2];
  if (is_given(locals) && !is_mapping(locals)) return raise(TypeError, "locals must be a mapping");
  if (is_given(globals) && !type_flag(globals, TYPE_IS_DICT)) {
    return raise(TypeError, is_mapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                                : "globals must be a dict");
  }
  return choose_namespaces(&globals, &locals) ? run(args[0], globals, locals, EMPTY, "eval") : EMPTY;
}

static Value builtin_exec(Value *args, size_t count) {
  (void)count;
  Value globals = args[1], locals = args[2];
  if (is_given(globals) && !type_flag(globals, TYPE_IS_DICT))
    return raise(TypeError, "exec() globals must be a dict, not %s", type_name(globals));
  if (is_given(locals) && !is_mapping(locals))
    return raise(TypeError, "locals must be a mapping or None, not %s", type_name(locals));
  if (!choose_namespaces(&globals, &locals) || !check_closure(args[0], args[3])) return EMPTY;
  return run(args[0], globals, locals, args[3], "exec") == EMPTY ? EMPTY : NONE;
}

// Slots: the keywords; then the arguments.
static Value builtin_breakpoint(Value *args, size_t count) {
  Value sys = dict_get_c(vm.modules, "sys");
  Value hook = sys == EMPTY ? EMPTY : dict_get_c(module_dict(sys), "breakpointhook");
  CallArguments call;
  if (hook == EMPTY) return raise(RuntimeError, "lost sys.breakpointhook");
  if (!call_arguments_from(&call, EMPTY, args + 1, count - 1, args[0])) return EMPTY;
  return object_call(hook, call.args, call.count, call.keyword_names);
}

static Value builtin_import(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[0], TYPE_IS_STR)) return raise(TypeError, "module name must be a string");
  int64_t level = 0;
  if (args[4] != EMPTY && !index_from_value(args[4], EXCEPTION_OverflowError, &level)) return EMPTY;
  if (level > INT32_MAX) return raise(OverflowError, "signed integer is greater than maximum");
  return vm_import(args[0], args[1], args[3] == EMPTY ? NONE : args[3], level < 0 ? -1 : (int)level);
}

bool builtins_is_import(Value v) { return has_shape(v, SHAPE_NATIVE) && to_native(v)->def->fn == builtin_import; }

// Slots: the body, the name, the keywords; then the bases.
static Value builtin_build_class(Value *args, size_t count) {
  size_t bases = count - 3, keywords = args[2] == EMPTY ? 0 : to_dict(args[2])->length;
  Value call = tuple_new(2 + bases + keywords), names = tuple_new(keywords);
  if (call == EMPTY || names == EMPTY) return EMPTY;
  Value *values = to_tuple(call)->items;
  values[0] = args[0];
  values[1] = args[1];
  memcpy(values + 2, args + 3, bases * sizeof(Value));
  size_t position = 0;
  for (size_t i = 0; i < keywords; i++)
    if (!dict_next(args[2], &position, &to_tuple(names)->items[i], &values[2 + bases + i])) break;
  return build_class(values, 2 + bases, keywords != 0 ? names : EMPTY);
}

const NativeDef builtins_scope[] = {
    {.name = "globals",
     .signature = "",
     .fn = builtin_globals,
     .doc = DOC("Return the dictionary containing the current scope's global variables.")},
    {.name = "locals",
     .signature = "",
     .fn = builtin_locals,
     .doc = DOC("Return a dictionary containing the current scope's local variables.")},
    {.name = "compile",
     .signature = "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
     .fn = builtin_compile,
     .doc = DOC("Compile source into a code object that can be executed by exec() or eval().")},
    {.name = "eval",
     .signature = "source, globals=None, locals=None, /",
     .fn = builtin_eval,
     .doc = DOC("Evaluate the given source in the context of globals and locals.")},
    {.name = "exec",
     .signature = "source, globals=None, locals=None, /, *, closure=None",
     .fn = builtin_exec,
     .doc = DOC("Execute the given source in the context of globals and locals.")},
    {.name = "breakpoint",
     .signature = "*args, **kws",
     .fn = builtin_breakpoint,
     .doc =
         DOC("breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws), which must accept whatever arguments "
             "are passed.\n\nBy default, this drops you into the pdb debugger.")},
    {.name = "__import__",
     .signature = "name, globals=None, locals=None, fromlist=(), level=0",
     .fn = builtin_import,
     .doc = DOC("Import a module.")},
    {.name = "__build_class__",
     .signature = "func, name, /, *bases, **kwds",
     .fn = builtin_build_class,
     .doc =
         DOC("__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by "
             "the class statement.")},
    {.name = NULL},
};
