// The module time.
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/modules/simple_namespace.h"
#include "core/modules/struct_sequence.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/threads.h"
#include "port/port.h"

static Type *struct_time;

static void visit_type(void) { heap_visit(from_object(struct_time)); }

// --- clocks

#define CLOCKS(X) \
  X(time, port_time) X(monotonic, port_monotonic) X(perf_counter, port_monotonic) X(process_time, port_process_time)
#define X(name, clock) \
  static Value time_##name(Value *args, size_t count) { \
    (void)args; \
    (void)count; \
    return from_double(clock()); \
  } \
  static Value time_##name##_ns(Value *args, size_t count) { \
    (void)args; \
    (void)count; \
    return int_from_double(floor(clock() * 1e9)); \
  }
CLOCKS(X)
#undef X

// get_clock_info(name)
static Value time_clock_info(Value *args, size_t count) {
  (void)count;
  static const char *const names[] = {"implementation", "monotonic", "adjustable", "resolution"};
  static const struct {
    const char *name, *implementation;
    bool monotonic;
  } clocks[] = {{"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true},
                {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true},
                {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true},
                {"time", "clock_gettime(CLOCK_REALTIME)", false}};
  if (!type_flag(args[0], TYPE_IS_STR))
    return raise(TypeError, "get_clock_info() argument 1 must be str, not %N", args[0]);
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
    if (strcmp(str_text(args[0]), clocks[i].name) == 0) {
      Value values[] = {str_from_c(clocks[i].implementation), from_bool(clocks[i].monotonic),
                        from_bool(!clocks[i].monotonic), from_double(1e-9)};
      return simple_namespace_new(names, values, 4);
    }
  return raise(ValueError, "unknown clock");
}

static Value time_sleep(Value *args, size_t count) {
  (void)count;
  int64_t whole = 0;
  bool fraction = type_flag(args[0], TYPE_IS_FLOAT);
  if (!fraction && !int_index_i64(args[0], &whole, "timestamp too large to convert to C _PyTime_t")) return EMPTY;
  double seconds = fraction ? float_value(args[0]) : (double)whole;
  if (isnan(seconds)) return raise(ValueError, "Invalid value NaN (not a number)");
  if (seconds < 0) return raise(ValueError, "sleep length must be non-negative");
  if (seconds > 1e9) return raise(OverflowError, "timestamp too large to convert to C _PyTime_t");
  double end = port_monotonic() + seconds;
  for (;;) {
    threads_release();
    bool slept = port_sleep_until_interrupt(seconds);
    threads_acquire();
    if (slept) return NONE;
    if (!signals_run()) return EMPTY;
    if ((seconds = end - port_monotonic()) <= 0) return NONE;
  }
}

// --- broken-down time

static Value struct_from_tm(const struct tm *tm, const char *zone) {
  Value values[] = {
      from_small_int(tm->tm_year + 1900),
      from_small_int(tm->tm_mon + 1),
      from_small_int(tm->tm_mday),
      from_small_int(tm->tm_hour),
      from_small_int(tm->tm_min),
      from_small_int(tm->tm_sec),
      from_small_int((tm->tm_wday + 6) % 7),
      from_small_int(tm->tm_yday + 1),
      from_small_int(tm->tm_isdst),
      str_from_c(zone),
      from_small_int(tm->tm_gmtoff),
  };
  return struct_sequence_new(struct_time, values);
}

// Reads a tuple of nine ints, or takes the present local time when v is EMPTY.
static bool tm_argument(Value v, struct tm *tm) {
  *tm = (struct tm){0};
  if (v == EMPTY) {
    time_t now = (time_t)floor(port_time());
    return localtime_r(&now, tm) != NULL;
  }
  if (!type_flag(v, TYPE_IS_TUPLE) || to_tuple(v)->length != 9) {
    raise(TypeError, type_flag(v, TYPE_IS_TUPLE) ? "time tuple must have exactly 9 items"
                                                 : "Tuple or struct_time argument required");
    return false;
  }
  int *fields[] = {&tm->tm_year, &tm->tm_mon,  &tm->tm_mday, &tm->tm_hour, &tm->tm_min,
                   &tm->tm_sec,  &tm->tm_wday, &tm->tm_yday, &tm->tm_isdst};
  for (size_t i = 0; i < 9; i++) {
    int64_t field;
    if (!int_index_i64(to_tuple(v)->items[i], &field, "Python int too large to convert to C int")) return false;
    *fields[i] = (int)field;
  }
  tm->tm_year -= 1900;
  tm->tm_mon -= 1;
  tm->tm_wday = (tm->tm_wday + 1) % 7;
  tm->tm_yday -= 1;
  return true;
}

static Value broken_down(Value seconds, bool local) {
  double now = port_time();
  struct tm tm;
  if (seconds != EMPTY && seconds != NONE && !float_argument(seconds, &now)) return EMPTY;
  if (isnan(now)) return raise(ValueError, "Invalid value NaN (not a number)");
  if (fabs(now) > 6e16) return raise(OverflowError, "timestamp out of range for platform time_t");
  time_t whole = (time_t)floor(now);
  if (!(local ? localtime_r(&whole, &tm) : gmtime_r(&whole, &tm))) return raise_os_error(EOVERFLOW, EMPTY);
  return struct_from_tm(&tm, local ? tm.tm_zone : "GMT");
}

static Value time_localtime(Value *args, size_t count) {
  (void)count;
  return broken_down(args[0], true);
}

static Value time_gmtime(Value *args, size_t count) {
  (void)count;
  return broken_down(args[0], false);
}

static Value time_mktime(Value *args, size_t count) {
  (void)count;
  struct tm tm;
  if (!tm_argument(args[0], &tm)) return EMPTY;
  tm.tm_wday = -1; // stays so when mktime fails
  time_t seconds = mktime(&tm);
  if (seconds == (time_t)-1 && tm.tm_wday == -1) return raise(OverflowError, "mktime argument out of range");
  return from_double((double)seconds);
}

// What strftime and asctime take; zeros stand for the first month and day. False: ValueError.
static bool check_fields(struct tm *tm) {
  if (tm->tm_mon == -1) tm->tm_mon = 0;
  if (tm->tm_mday == 0) tm->tm_mday = 1;
  if (tm->tm_yday == -1) tm->tm_yday = 0;
  const struct {
    int field, least, greatest;
    const char *name;
  } limits[] = {{tm->tm_mon, 0, 11, "month"},        {tm->tm_mday, 1, 31, "day of month"},
                {tm->tm_hour, 0, 23, "hour"},        {tm->tm_min, 0, 59, "minute"},
                {tm->tm_sec, 0, 61, "seconds"},      {tm->tm_wday, 0, 6, "day of week"},
                {tm->tm_yday, 0, 365, "day of year"}};
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    if (limits[i].field < limits[i].least || limits[i].field > limits[i].greatest)
      return raise(ValueError, "%s out of range", limits[i].name), false;
  return true;
}

static Value formatted(const char *format, const struct tm *tm) {
  for (size_t room = 256 + strlen(format);; room *= 2) {
    char *text = malloc(room);
    if (!text) return raise_memory_error();
    size_t size = strftime(text, room, format, tm);
    // Nothing written may mean that there is nothing to write, as for "%Z" without a zone.
    if (size || room > 256 * (strlen(format) + 256)) {
      Value result = str_new(text, size);
      free(text);
      return result;
    }
    free(text);
  }
}

static Value time_strftime(Value *args, size_t count) {
  (void)count;
  struct tm tm;
  const char *format = str_text(args[0]);
  if (!format || !tm_argument(args[1], &tm) || !check_fields(&tm)) return EMPTY;
  return *format ? formatted(format, &tm) : str_new("", 0);
}

// In Python, as in CPython.
static Value time_strptime(Value *args, size_t count) {
  (void)count;
  Value module = vm_import(str_intern("_strptime", 9), EMPTY, EMPTY, 0);
  return module == EMPTY ? EMPTY : object_call_method(module, "_strptime_time", args, args[1] == EMPTY ? 1 : 2);
}

static Value in_c_format(Value v) {
  static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  struct tm tm;
  if (!tm_argument(v, &tm)) return EMPTY;
  if (!check_fields(&tm)) return EMPTY;
  return str_format_c("%.3s %.3s%3d %.2d:%.2d:%.2d %d", days + 3 * (size_t)tm.tm_wday, months + 3 * (size_t)tm.tm_mon,
                      tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, 1900 + tm.tm_year);
}

static Value time_asctime(Value *args, size_t count) {
  (void)count;
  return in_c_format(args[0]);
}

static Value time_ctime(Value *args, size_t count) {
  Value local = time_localtime(args, count);
  return local == EMPTY ? EMPTY : in_c_format(local);
}

#define CLOCK_DEF(name, clock) \
  {#name, "", time_##name, .effects = EFFECT_READS_HEAP}, \
      {#name "_ns", "", time_##name##_ns, .effects = EFFECT_READS_HEAP},

static const NativeDef functions[] = {
    CLOCKS(CLOCK_DEF){"sleep", "seconds, /", time_sleep, .effects = EFFECT_ANY},
    {"get_clock_info", "name, /", time_clock_info, .effects = EFFECT_ANY},
    {"localtime", "seconds=None, /", time_localtime, .effects = EFFECT_ANY},
    {"gmtime", "seconds=None, /", time_gmtime, .effects = EFFECT_ANY},
    {"mktime", "tuple, /", time_mktime, .effects = EFFECT_ANY},
    {"strftime", "format, tuple=None, /", time_strftime, .effects = EFFECT_ANY},
    {"strptime", "string, format='%a %b %d %H:%M:%S %Y', /", time_strptime, .effects = EFFECT_ANY},
    {"asctime", "tuple=None, /", time_asctime, .effects = EFFECT_ANY},
    {"ctime", "seconds=None, /", time_ctime, .effects = EFFECT_ANY},
    {0},
};

static bool init(Value module) {
  static const char *const fields[] = {"tm_year", "tm_mon",  "tm_mday",  "tm_hour", "tm_min",    "tm_sec",
                                       "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff", NULL};
  struct_time = struct_sequence_type("time", "struct_time", fields, 9);
  if (!struct_time) return false;
  heap_add_root(visit_type);
  tzset();
  return module_add(module, "struct_time", from_object(struct_time)) &&
         module_add(module, "_STRUCT_TM_ITEMS", from_small_int(11)) &&
         module_add(module, "timezone", int_from_i64(timezone)) &&
         module_add(module, "daylight", from_small_int(daylight)) &&
         module_add(module, "altzone", int_from_i64(daylight ? timezone - 3600 : timezone)) &&
         module_add(module, "tzname", tuple_pair(str_from_c(tzname[0]), str_from_c(tzname[1])));
}

const NativeModule module_time = {"time", functions, init, DOC("Clocks, sleeping, and broken-down time.")};
