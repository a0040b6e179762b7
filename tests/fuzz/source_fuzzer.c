// libFuzzer's entry for source text: lexer, parser and compiler take any bytes, in every mode, and answer with a code
// object or a SyntaxError. The first byte chooses the mode.
#include <stdlib.h>

#include "core/heap/heap.h"
#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/syntax/compiler.h"
#include "core/vm/vm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bool started;
  if (!started) vm_init(&size);
  started = true;
  if (size == 0) return 0;
  CompileMode mode = (CompileMode)(data[0] % (COMPILE_SINGLE + 1));
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE};
  // An exact copy, so that a read past the end is seen.
  char *text = malloc(size);
  memcpy(text, data + 1, size - 1);
  Value filename = str_from_c("fuzz");
  Value code = compile_source(text, size - 1, filename, mode, &error);
  if (code == EMPTY && error.kind != SYNTAX_ERROR_NONE) raise_syntax_error(&error, filename, text, size - 1);
  if ((code == EMPTY) != (vm_exception != EMPTY)) abort();
  exception_clear();
  free(text);
  return 0;
}
