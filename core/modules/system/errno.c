// The module errno: the names of the system's error numbers.
#include "core/modules/system/system.h"
#include "core/object/dict.h"

#define ERROR_NUMBERS(X) \
  X(E2BIG) \
  X(EACCES) \
  X(EADDRINUSE) \
  X(EADDRNOTAVAIL) \
  X(EADV) X(EAFNOSUPPORT) X(EAGAIN) X(EALREADY) X(EBADE) X(EBADF) X(EBADFD) X(EBADMSG) X(EBADR) X(EBADRQC) X(EBADSLT) \
      X(EBFONT) X(EBUSY) X(ECANCELED) X(ECHILD) X(ECHRNG) X(ECOMM) X(ECONNABORTED) X(ECONNREFUSED) X(ECONNRESET) \
          X(EDEADLK) X(EDEADLOCK) X(EDESTADDRREQ) X(EDOM) X(EDOTDOT) X(EDQUOT) X(EEXIST) X(EFAULT) X(EFBIG) \
              X(EHOSTDOWN) X(EHOSTUNREACH) X(EIDRM) X(EILSEQ) X(EINPROGRESS) X(EINTR) X(EINVAL) X(EIO) X(EISCONN) \
                  X(EISDIR) X(EISNAM) X(EKEYEXPIRED) X(EKEYREJECTED) X(EKEYREVOKED) X(EL2HLT) X(EL2NSYNC) X(EL3HLT) \
                      X(EL3RST) X(ELIBACC) X(ELIBBAD) X(ELIBEXEC) X(ELIBMAX) X(ELIBSCN) X(ELNRNG) X(ELOOP) \
                          X(EMEDIUMTYPE) X(EMFILE) X(EMLINK) X(EMSGSIZE) X(EMULTIHOP) X(ENAMETOOLONG) X(ENAVAIL) \
                              X(ENETDOWN) X(ENETRESET) X(ENETUNREACH) X(ENFILE) X(ENOANO) X(ENOBUFS) X(ENOCSI) \
                                  X(ENODATA) X(ENODEV) X(ENOENT) X(ENOEXEC) X(ENOKEY) X(ENOLCK) X(ENOLINK) \
                                      X(ENOMEDIUM) X(ENOMEM) X(ENOMSG) X(ENONET) X(ENOPKG) X(ENOPROTOOPT) X(ENOSPC) \
                                          X(ENOSR) X(ENOSTR) X(ENOSYS) X(ENOTBLK) X(ENOTCONN) X(ENOTDIR) X(ENOTEMPTY) \
                                              X(ENOTNAM) X(ENOTRECOVERABLE) X(ENOTSOCK) X(ENOTSUP) X(ENOTTY) \
                                                  X(ENOTUNIQ) X(ENXIO) X(EOPNOTSUPP) X(EOVERFLOW) X(EOWNERDEAD) \
                                                      X(EPERM) X(EPFNOSUPPORT) X(EPIPE) X(EPROTO) X(EPROTONOSUPPORT) \
                                                          X(EPROTOTYPE) X(ERANGE) X(EREMCHG) X(EREMOTE) X(EREMOTEIO) \
                                                              X(ERESTART) X(ERFKILL) X(EROFS) X(ESHUTDOWN) \
                                                                  X(ESOCKTNOSUPPORT) X(ESPIPE) X(ESRCH) X(ESRMNT) \
                                                                      X(ESTALE) X(ESTRPIPE) X(ETIME) X(ETIMEDOUT) \
                                                                          X(ETOOMANYREFS) X(ETXTBSY) X(EUCLEAN) \
                                                                              X(EUNATCH) X(EUSERS) X(EWOULDBLOCK) \
                                                                                  X(EXDEV) X(EXFULL)

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      ERROR_NUMBERS(X)
#undef X
          {NULL, 0}};
  Value codes = dict_new();
  if (codes == EMPTY || !module_add_numbers(module, numbers) || !module_add(module, "errorcode", codes)) return false;
  // Of several names for one number, the last in CPython's list is the one in errorcode.
  static const NamedNumber preferred[] = {NUMBER(EAGAIN), NUMBER(EDEADLOCK), NUMBER(ENOTSUP), {NULL, 0}};
  const NamedNumber *const lists[] = {numbers, preferred};
  for (size_t list = 0; list < 2; list++)
    for (const NamedNumber *number = lists[list]; number->name; number++)
      if (!dict_set(codes, from_small_int(number->value), str_from_c(number->name))) return false;
  return true;
}

const NativeModule module_errno = {"errno", NULL, init, DOC("The names of error numbers.")};
