// The module syslog: messages to the system's log.
#include "core/modules/system/posix.h"
#include "core/object/dict.h"
#include "core/object/list.h"

static char *identity; // what openlog was told, which it keeps
static bool is_open;

// The last part of sys.argv[0]; NULL: there is none. malloc'ed.
static char *program_name(void) {
  Value first =
      is_list(vm.arguments) && to_list(vm.arguments)->length > 0 ? to_list(vm.arguments)->storage->items[0] : EMPTY;
  if (first == EMPTY || !type_flag(first, TYPE_IS_STR) || to_str(first)->size == 0) return NULL;
  const char *slash = strrchr(to_str(first)->text, '/');
  return strdup(slash ? slash + 1 : to_str(first)->text);
}

// openlog([ident[, logoption[, facility]]])
NATIVE(log_openlog) {
  int options = 0, facility = LOG_USER;
  const char *text = NULL;
  if (args[0] != EMPTY && args[0] != NONE && !(text = str_text(args[0]))) return EMPTY;
  if ((args[1] != EMPTY && !int_argument(args[1], &options)) || (args[2] != EMPTY && !int_argument(args[2], &facility)))
    return EMPTY;
  char *name = text ? strdup(text) : program_name();
  openlog(name, options, facility);
  free(identity);
  identity = name;
  is_open = true;
  return NONE;
}

// syslog([priority,] message)
NATIVE(log_syslog) {
  int priority = LOG_INFO;
  Value message = args[1] == EMPTY ? args[0] : args[1];
  if (args[1] != EMPTY && !int_argument(args[0], &priority)) return EMPTY;
  const char *text = str_text(message);
  if (!text) return EMPTY;
  Value nothing[3] = {EMPTY, EMPTY, EMPTY};
  if (!is_open && log_openlog(nothing, 3) == EMPTY) return EMPTY;
  threads_release();
  syslog(priority, "%s", text);
  threads_acquire();
  return NONE;
}

NATIVE(log_closelog) {
  if (!is_open) return NONE;
  closelog();
  free(identity);
  identity = NULL;
  is_open = false;
  return NONE;
}

NATIVE(log_setlogmask) {
  int mask;
  return int_argument(args[0], &mask) ? from_small_int(setlogmask(mask)) : EMPTY;
}
NATIVE(log_mask) {
  int priority;
  return int_argument(args[0], &priority) ? from_small_int((int32_t)(1u << (priority & 31))) : EMPTY;
}
NATIVE(log_up_to) {
  int priority;
  return int_argument(args[0], &priority) ? from_small_int((int32_t)((2u << (priority & 31)) - 1)) : EMPTY;
}

#define CONSTANTS(X) \
  X(LOG_EMERG) \
  X(LOG_ALERT) \
  X(LOG_CRIT) \
  X(LOG_ERR) X(LOG_WARNING) X(LOG_NOTICE) X(LOG_INFO) X(LOG_DEBUG) X(LOG_PID) X(LOG_CONS) X(LOG_NDELAY) X(LOG_ODELAY) \
      X(LOG_NOWAIT) X(LOG_PERROR) X(LOG_KERN) X(LOG_USER) X(LOG_MAIL) X(LOG_DAEMON) X(LOG_AUTH) X(LOG_LPR) \
          X(LOG_LOCAL0) X(LOG_LOCAL1) X(LOG_LOCAL2) X(LOG_LOCAL3) X(LOG_LOCAL4) X(LOG_LOCAL5) X(LOG_LOCAL6) \
              X(LOG_LOCAL7) X(LOG_SYSLOG) X(LOG_CRON) X(LOG_UUCP) X(LOG_NEWS) X(LOG_AUTHPRIV)

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {NULL, 0}};
  return module_add_numbers(module, numbers);
}

static const NativeDef functions[] = {
    {.name = "openlog", .signature = "ident=None, logoption=0, facility=8", .fn = log_openlog},
    {.name = "syslog", .signature = "priority, message=, /", .fn = log_syslog},
    {.name = "closelog", .signature = "", .fn = log_closelog},
    {.name = "setlogmask", .signature = "mask, /", .fn = log_setlogmask},
    {.name = "LOG_MASK", .signature = "pri, /", .fn = log_mask},
    {.name = "LOG_UPTO", .signature = "pri, /", .fn = log_up_to},
    {.name = NULL},
};

const NativeModule module_syslog = {"syslog", functions, init, DOC("Messages to the system's log.")};
