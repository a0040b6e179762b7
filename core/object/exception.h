// Exceptions: instances of BaseException's subclasses, and how C code raises them.
//
// The pending exception is vm_exception; a C function that raises sets it and returns EMPTY, -1 or false.
// The exception being handled (sys.exc_info) is vm.handled; raising sets __context__ from it.
#ifndef MARTLET_EXCEPTION_H
#define MARTLET_EXCEPTION_H

#include "core/object/object.h"

typedef struct Exception {
  Object header;   // HEAP_INSTANCE: fixed Values below, then the attribute area
  Value args;      // tuple
  Value traceback; // Traceback or NONE
  Value context, cause;
  Value suppress_context; // bool
  Value extra[4]; // StopIteration.value; SystemExit.code; NameError/AttributeError name, obj; ImportError name, path;
                  // OSError errno, strerror, filename, filename2; SyntaxError details tuple
} Exception;

typedef struct Traceback {
  Object header;  // SHAPE_TRACEBACK, HEAP_VALUES
  Value next;     // towards the place that raised
  Value code;     // Code
  Value position; // small int: instruction index in code
  Value globals;
  Value frame; // the object that tb_frame gave, or EMPTY
  Value line;  // given to types.TracebackType; EMPTY: that of the position
} Traceback;

// name, base. The class objects are exception_types[EXCEPTION_…].
#define EXCEPTIONS(X) \
  X(BaseException, BaseException) \
  X(Exception, BaseException) \
  X(SystemExit, BaseException) \
  X(KeyboardInterrupt, BaseException) X(GeneratorExit, BaseException) X(StopIteration, Exception) X( \
      StopAsyncIteration, Exception) X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError) \
      X(OverflowError, ArithmeticError) X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception) X( \
          AttributeError, Exception) X(BufferError, Exception) X(EOFError, Exception) X(ImportError, Exception) \
          X(ModuleNotFoundError, ImportError) X(LookupError, Exception) X(IndexError, LookupError) X( \
              KeyError, LookupError) X(MemoryError, Exception) X(NameError, Exception) X(UnboundLocalError, NameError) \
              X(OSError, Exception) X(BlockingIOError, OSError) X(ChildProcessError, OSError) X( \
                  ConnectionError, OSError) X(BrokenPipeError, ConnectionError) \
                  X(ConnectionAbortedError, ConnectionError) X(ConnectionRefusedError, ConnectionError) X( \
                      ConnectionResetError, \
                      ConnectionError) X(FileExistsError, OSError) \
                      X(FileNotFoundError, OSError) X(InterruptedError, OSError) X(IsADirectoryError, OSError) \
                          X(NotADirectoryError, OSError) X(PermissionError, OSError) X(ProcessLookupError, OSError) \
                              X(TimeoutError, OSError) X(ReferenceError, Exception) X(RuntimeError, Exception) X( \
                                  NotImplementedError, RuntimeError) X(RecursionError, \
                                                                       RuntimeError) X(SyntaxError, Exception) \
                                  X(IndentationError, SyntaxError) X(TabError, IndentationError) \
                                      X(SystemError, Exception) X(TypeError, Exception) X(ValueError, Exception) \
                                          X(UnicodeError, \
                                            ValueError) X(UnicodeDecodeError, UnicodeError) \
                                              X(UnicodeEncodeError, \
                                                UnicodeError) X(UnicodeTranslateError, UnicodeError) \
                                                  X(Warning, Exception) X(DeprecationWarning, Warning) \
                                                      X(PendingDeprecationWarning, Warning) X(RuntimeWarning, Warning) \
                                                          X(SyntaxWarning, Warning) X(UserWarning, Warning) \
                                                              X(FutureWarning, Warning) X(ImportWarning, Warning) \
                                                                  X(UnicodeWarning, Warning) X(BytesWarning, Warning) \
                                                                      X(ResourceWarning, Warning) X(EncodingWarning, \
                                                                                                    Warning) \
                                                                          X(BaseExceptionGroup, BaseException) \
                                                                              X(ExceptionGroup, BaseExceptionGroup)
typedef enum ExceptionKind {
#define X(name, base) EXCEPTION_##name,
  EXCEPTIONS(X)
#undef X
      EXCEPTION_COUNT
} ExceptionKind;
extern Type *exception_types[EXCEPTION_COUNT];

// Raises kind(message). The format is that of str_format_c (%V, %R, %T take Values). Returns EMPTY.
#define raise(name, ...) raise_format(EXCEPTION_##name, __VA_ARGS__)
Value raise_format(ExceptionKind kind, const char *format, ...);
// Raises kind(argument).
Value raise_with(ExceptionKind kind, Value argument);
// Raises an exception instance, or a class (which is instantiated), as the raise statement; cause EMPTY: none.
Value raise_value(Value exception, Value cause);
// OSError (or the subclass for the errno value); filename EMPTY: none.
Value raise_os_error(int error_number, Value filename);
// The preallocated MemoryError: never allocates.
Value raise_memory_error(void);
// Whether an exception is pending and is an instance of kind.
bool exception_matches(ExceptionKind kind);
// Takes the pending exception away and returns it; EMPTY when none.
Value exception_take(void);
void exception_clear(void);
struct Code;
Value exception_new(ExceptionKind kind, Value message);
// Adds a traceback entry to the exception, in front of those it has.
void exception_add_traceback(Value exception, struct Code *code, size_t position, Value globals);
// The text that CPython prints for an uncaught exception (traceback, chained causes), as a str; see
// core/vm/traceback.c.
Value exception_format(Value exception);
void exception_init(void);

#endif
