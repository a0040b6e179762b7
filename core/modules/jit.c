// The module jit: what the trace compiler did, and switching it off and on.
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/trace/stats.h"
#include "core/vm/vm.h"

typedef struct StatsDicts {
  Value stats, aborts;
  bool failed;
} StatsDicts;

static Value number_value(double value) {
  return value == (double)(int64_t)value ? int_from_i64((int64_t)value) : from_double(value);
}

static void add_number(const char *name, double value, void *data) {
  StatsDicts *dicts = data;
  dicts->failed |= !dict_set_c(dicts->stats, name, number_value(value));
}

static void add_abort(const char *reason, double count, void *data) {
  StatsDicts *dicts = data;
  dicts->failed |= !dict_set_c(dicts->aborts, reason, number_value(count));
}

static Value jit_stats(Value *args, size_t count) {
  (void)args, (void)count;
  StatsDicts dicts = {dict_new(), dict_new(), false};
  if (dicts.stats == EMPTY || dicts.aborts == EMPTY) return EMPTY;
  trace_stats_visit(add_number, add_abort, &dicts);
  if (dicts.failed || !dict_set_c(dicts.stats, "aborts", dicts.aborts)) return EMPTY;
  return dicts.stats;
}

static const char *const mode_names[] = {[JIT_OFF] = "off", [JIT_ON] = "on", [JIT_SYNC] = "sync"};

static Value jit_mode(Value *args, size_t count) {
  (void)args, (void)count;
  return str_from_c(mode_names[vm.jit_mode]);
}

static Value jit_set_mode(Value *args, size_t count) {
  (void)count;
  const char *name = str_text(args[0]);
  if (!name) return EMPTY;
  for (unsigned mode = 0; mode < sizeof mode_names / sizeof mode_names[0]; mode++) {
    if (strcmp(name, mode_names[mode]) != 0) continue;
#ifdef CONFIG_JIT // else it stays off
    vm.jit_mode = (JitMode)mode;
#endif
    vm.trace.poll |= POLL_INSTALL; // a running trace leaves, so that the new mode counts at once
    return NONE;
  }
  return raise(ValueError, "jit mode must be 'off', 'on' or 'sync', not %R", args[0]);
}

static const NativeDef functions[] = {
    {"stats", "", jit_stats, "The figures of -X jit-stats, as a dict.", .effects = EFFECT_ANY},
    {"mode", "", jit_mode, "'off', 'on' or 'sync'.", .effects = EFFECT_ANY},
    {"set_mode", "mode, /", jit_set_mode,
     "Switches the trace compiler 'off' or 'on', or makes it wait for each compile: 'sync'.", .effects = EFFECT_ANY},
    {0},
};

const NativeModule module_jit = {"jit", functions, NULL, DOC("What the trace compiler did, and switching it.")};
