#include "core/syntax/syntax_warning.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WARNING = 200 };

static bool is_known(const SyntaxWarnings *warnings, SourceRange range, const char *message) {
  for (const SyntaxWarning *w = warnings->first; w; w = w->next)
    if (memcmp(&w->range, &range, sizeof range) == 0 && strcmp(w->message, message) == 0) return true;
  return false;
}

void syntax_warning_add(SyntaxErrorInfo *error, SyntaxWarningKind kind, SourceRange range, const char *format, ...) {
  SyntaxWarnings *warnings = error->warnings;
  if (!warnings) return;
  char message[MAX_WARNING];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (is_known(warnings, range, message)) return;
  SyntaxWarning *warning = malloc(sizeof *warning + strlen(message) + 1);
  if (!warning) return;
  warning->next = NULL;
  warning->kind = kind;
  warning->range = range;
  memcpy(warning->message, message, strlen(message) + 1);
  if (warnings->last)
    warnings->last->next = warning;
  else
    warnings->first = warning;
  warnings->last = warning;
}

void syntax_warnings_free(SyntaxWarnings *warnings) {
  for (SyntaxWarning *w = warnings->first, *next; w; w = next) {
    next = w->next;
    free(w);
  }
  warnings->first = warnings->last = NULL;
}
