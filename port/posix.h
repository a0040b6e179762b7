// POSIX itself, for the modules that are nothing but its names in Python: posix, errno, fcntl, select, signal, _socket,
// pwd, grp, resource, termios, _posixsubprocess (core/modules/system). Wrapping each of these calls in a function of
// port.h would add a layer that says nothing; a port without POSIX has not these modules (Kconfig leaves them out) and
// not this header. No other part of core includes it.
#ifndef MARTLET_PORT_POSIX_H
#define MARTLET_PORT_POSIX_H

// The C library's function raise() and core's macro of that name do not get in each other's way.
#pragma push_macro("raise")
#undef raise

#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pty.h>
#include <pwd.h>
#include <sched.h>
#include <semaphore.h>
#include <spawn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#pragma pop_macro("raise")

#endif
