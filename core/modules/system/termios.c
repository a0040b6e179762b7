// The module termios: modes of terminals.
#include "core/modules/system/system.h"
#include "core/object/bytes.h"
#include "core/object/list.h"
#include "core/object/dict.h"
#include "core/object/type.h"

static Value error_class;
static void visit_class(void) { heap_visit(error_class); }

static Value failure(void) {
  if (vm_exception != EMPTY) return EMPTY;
  Value args[] = {from_small_int(errno), str_from_c(strerror(errno))};
  Value exception = object_call(error_class, args, 2, EMPTY);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

// tcgetattr(fd): [iflag, oflag, cflag, lflag, ispeed, ospeed, cc]
NATIVE(termios_tcgetattr) {
  int descriptor;
  struct termios mode;
  if (!descriptor_argument(args[0], &descriptor)) return EMPTY;
  if (tcgetattr(descriptor, &mode) != 0) return failure();
  bool canonical = mode.c_lflag & ICANON;
  Value characters = list_new(0);
  for (int i = 0; characters != EMPTY && i < NCCS; i++) {
    bool number = !canonical && (i == VMIN || i == VTIME);
    if (!list_append(characters, number ? from_small_int(mode.c_cc[i]) : bytes_new(&mode.c_cc[i], 1))) return EMPTY;
  }
  Value values[] = {from_small_int(mode.c_iflag),
                    from_small_int(mode.c_oflag),
                    from_small_int(mode.c_cflag),
                    from_small_int(mode.c_lflag),
                    from_small_int(cfgetispeed(&mode)),
                    from_small_int(cfgetospeed(&mode)),
                    characters};
  return characters == EMPTY ? EMPTY : list_from(values, 7);
}

static bool control_character(Value v, cc_t *result) {
  const uint8_t *data;
  size_t size;
  int number;
  if (type_flag(v, TYPE_IS_INT)) {
    if (!int_argument(v, &number)) return false;
    *result = (cc_t)number;
    return true;
  }
  if (type_flag(v, TYPE_IS_BYTES) && bytes_view(v, &data, &size) && size == 1) {
    *result = data[0];
    return true;
  }
  return raise(TypeError, "tcsetattr: elements of attributes must be characters or integers"), false;
}

NATIVE(termios_tcsetattr) {
  int descriptor, when, status;
  int64_t numbers[6];
  struct termios mode;
  if (!descriptor_argument(args[0], &descriptor) || !int_argument(args[1], &when)) return EMPTY;
  if (!type_flag(args[2], TYPE_IS_LIST) || to_list(args[2])->length != 7)
    return raise(TypeError, "tcsetattr, arg 3: must be 7 element list");
  if (tcgetattr(descriptor, &mode) != 0) return failure();
  Value items[7];
  values_move(items, to_list(args[2])->storage->items, 7);
  for (int i = 0; i < 6; i++)
    if (!i64_argument(items[i], &numbers[i])) return EMPTY;
  if (!type_flag(items[6], TYPE_IS_LIST) || to_list(items[6])->length != NCCS)
    return raise(TypeError, "tcsetattr: attributes[6] must be %d element list", NCCS);
  mode.c_iflag = (tcflag_t)numbers[0];
  mode.c_oflag = (tcflag_t)numbers[1];
  mode.c_cflag = (tcflag_t)numbers[2];
  mode.c_lflag = (tcflag_t)numbers[3];
  for (int i = 0; i < NCCS; i++)
    if (!control_character(to_list(items[6])->storage->items[i], &mode.c_cc[i])) return EMPTY;
  if (cfsetispeed(&mode, (speed_t)numbers[4]) != 0 || cfsetospeed(&mode, (speed_t)numbers[5]) != 0) return failure();
  BLOCKING(status, tcsetattr(descriptor, when, &mode));
  return status == 0 ? NONE : failure();
}

// Functions of a descriptor and a number.
#define NUMBER_FUNCTION(name) \
  NATIVE(termios_##name) { \
    int descriptor, number, status; \
    if (!descriptor_argument(args[0], &descriptor) || !int_argument(args[1], &number)) return EMPTY; \
    BLOCKING(status, name(descriptor, number)); \
    return status == 0 ? NONE : failure(); \
  }
NUMBER_FUNCTION(tcsendbreak)
NUMBER_FUNCTION(tcflush)
NUMBER_FUNCTION(tcflow)

NATIVE(termios_tcdrain) {
  int descriptor, status;
  if (!descriptor_argument(args[0], &descriptor)) return EMPTY;
  BLOCKING(status, tcdrain(descriptor));
  return status == 0 ? NONE : failure();
}

NATIVE(termios_tcgetwinsize) {
  int descriptor;
  struct winsize size;
  if (!descriptor_argument(args[0], &descriptor)) return EMPTY;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return failure();
  return tuple_pair(from_small_int(size.ws_row), from_small_int(size.ws_col));
}

NATIVE(termios_tcsetwinsize) {
  int descriptor, rows, columns;
  struct winsize size;
  if (!descriptor_argument(args[0], &descriptor)) return EMPTY;
  Value tuple = tuple_from_iterable(args[1]);
  if (tuple == EMPTY) return EMPTY;
  if (to_tuple(tuple)->length != 2) return raise(TypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
  if (!int_argument(to_tuple(tuple)->items[0], &rows) || !int_argument(to_tuple(tuple)->items[1], &columns))
    return EMPTY;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return failure();
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)columns;
  return ioctl(descriptor, TIOCSWINSZ, &size) == 0 ? NONE : failure();
}

static const NativeDef functions[] = {
    {.name = "tcgetattr", .signature = "fd, /", .fn = termios_tcgetattr},
    {.name = "tcsetattr", .signature = "fd, when, attributes, /", .fn = termios_tcsetattr},
    {.name = "tcsendbreak", .signature = "fd, duration, /", .fn = termios_tcsendbreak},
    {.name = "tcdrain", .signature = "fd, /", .fn = termios_tcdrain},
    {.name = "tcflush", .signature = "fd, queue, /", .fn = termios_tcflush},
    {.name = "tcflow", .signature = "fd, action, /", .fn = termios_tcflow},
    {.name = "tcgetwinsize", .signature = "fd, /", .fn = termios_tcgetwinsize},
    {.name = "tcsetwinsize", .signature = "fd, winsize, /", .fn = termios_tcsetwinsize},
    {.name = NULL},
};

#define CONSTANTS(X) \
  X(B0) \
  X(B50) \
  X(B75) X(B110) X(B134) X(B150) X(B200) X(B300) X(B600) X(B1200) X(B1800) X(B2400) X(B4800) X(B9600) X(B19200) \
      X(B38400) X(B57600) X(B115200) X(B230400) X(B460800) X(B500000) X(B576000) X(B921600) X(B1000000) X(B1152000) \
          X(B1500000) X(B2000000) X(B2500000) X(B3000000) X(B3500000) X(B4000000) X(CSIZE) X(CSTOPB) X(CREAD) \
              X(PARENB) X(PARODD) X(HUPCL) X(CLOCAL) X(CRTSCTS) X(CS5) X(CS6) X(CS7) X(CS8) X(ECHO) X(ECHOE) X(ECHOK) \
                  X(ECHONL) X(ECHOCTL) X(ECHOPRT) X(ECHOKE) X(FLUSHO) X(PENDIN) X(ICANON) X(IEXTEN) X(ISIG) X(NOFLSH) \
                      X(TOSTOP) X(IGNBRK) X(BRKINT) X(IGNPAR) X(PARMRK) X(INPCK) X(ISTRIP) X(INLCR) X(IGNCR) X(ICRNL) \
                          X(IUCLC) X(IXON) X(IXANY) X(IXOFF) X(IMAXBEL) X(OPOST) X(OLCUC) X(ONLCR) X(OCRNL) X(ONOCR) \
                              X(ONLRET) X(OFILL) X(OFDEL) X(NLDLY) X(CRDLY) X(TABDLY) X(BSDLY) X(VTDLY) X(FFDLY) \
                                  X(NL0) X(NL1) X(CR0) X(CR1) X(CR2) X(CR3) X(TAB0) X(TAB1) X(TAB2) X(TAB3) X(BS0) \
                                      X(BS1) X(VT0) X(VT1) X(FF0) X(FF1) X(VINTR) X(VQUIT) X(VERASE) X(VKILL) X(VEOF) \
                                          X(VEOL) X(VEOL2) X(VMIN) X(VTIME) X(VSTART) X(VSTOP) X(VSUSP) X(VREPRINT) \
                                              X(VDISCARD) X(VWERASE) X(VLNEXT) X(VSWTC) X(NCCS) X(TCSANOW) \
                                                  X(TCSADRAIN) X(TCSAFLUSH) X(TCIFLUSH) X(TCOFLUSH) X(TCIOFLUSH) \
                                                      X(TCOOFF) X(TCOON) X(TCIOFF) X(TCION) X(TIOCGWINSZ) \
                                                          X(TIOCSWINSZ) X(TIOCSCTTY) X(TIOCNOTTY) X(TIOCGPGRP) \
                                                              X(TIOCSPGRP) X(TIOCEXCL) X(TIOCNXCL) X(TIOCOUTQ) \
                                                                  X(TIOCINQ) X(TIOCSTI) X(TIOCMGET) X(TIOCMSET) \
                                                                      X(TIOCMBIS) X(TIOCMBIC) X(TIOCM_DTR) \
                                                                          X(TIOCM_RTS) X(TIOCM_CTS) X(TIOCM_CAR) \
                                                                              X(TIOCM_RNG) X(TIOCM_DSR) X(TIOCM_CD) \
                                                                                  X(TIOCM_RI) X(FIONREAD) X(FIONBIO) \
                                                                                      X(FIOASYNC) X(FIOCLEX) \
                                                                                          X(FIONCLEX)

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {NULL, 0}};
  heap_add_root(visit_class);
  Value base = from_object(exception_types[EXCEPTION_Exception]), namespace = dict_new();
  if (namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("termios"))) return false;
  error_class = type_new_class(builtin_types[SHAPE_TYPE], str_from_c("error"), tuple_from(&base, 1), namespace, EMPTY);
  return error_class != EMPTY && module_add_numbers(module, numbers) && module_add(module, "error", error_class);
}

const NativeModule module_termios = {"termios", functions, init, DOC("Modes of terminals.")};
