// The state of warnings and their general form, for the module _warnings; see core/object/warning.h.
#ifndef MARTLET_VM_WARNING_H
#define MARTLET_VM_WARNING_H

#include "core/object/warning.h"

// What the filters are asked about.
typedef struct Warning {
  Value category; // a class
  Value message;  // a str, or an instance of Warning, whose class is then the category
  Value filename; // str
  int64_t line;
  Value module;      // str; EMPTY: made of the filename
  Value registry;    // dict that remembers what was shown; NONE or EMPTY: none
  Value source_line; // str shown below; EMPTY: read from the file
  Value source;      // the object that the warning is about; EMPTY: none
} Warning;

// What module _warnings holds: list of filters, default action, dict of the action "once".
typedef struct WarningState {
  Value filters, default_action, once_registry;
  int64_t version; // changes with the filters: registries of older versions are emptied
} WarningState;

// The state, made at the first call. NULL: MemoryError.
WarningState *warning_state(void);
// False: raised.
bool warning_issue(const Warning *warning);
// warnings.warn(): category EMPTY or NONE: UserWarning. False: raised.
bool warning_from_stack(Value message, Value category, int64_t stack_level, Value source);
// _warn_unawaited_coroutine. What goes wrong is reported, not raised.
void warn_never_awaited(Value coroutine);

#endif
