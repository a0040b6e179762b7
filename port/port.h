// The port: everything Martlet asks of the operating system and the processor. core/ includes only this header (and
// standard C); port/posix/ implements it, port/<arch>/ holds what depends on the processor.
#ifndef MARTLET_PORT_H
#define MARTLET_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Calls fn(low, high, data) with bounds of the caller's C stack from here to stack_base, all callee-saved registers
// having been spilled into it.
void port_scan_stack(void *stack_base, void (*fn)(void *low, void *high, void *data), void *data);

// Zeroed, page-aligned, lazily committed memory; NULL when there is none. bytes is rounded up to pages.
void *port_map(size_t bytes);
void port_unmap(void *memory, size_t bytes);
// A file's contents mapped read-only; port_unmap takes them away. NULL: it cannot be read, or is empty (errno).
const void *port_map_file(const char *path, size_t *bytes);
// Gives the pages' memory back to the system; they read as zero afterwards.
void port_discard(void *memory, size_t bytes);
size_t port_page_size(void);

// Seconds since the epoch; seconds of a monotonic clock; seconds of processor time of this process.
double port_time(void);
double port_monotonic(void);
double port_process_time(void);
void port_sleep(double seconds);
bool port_sleep_until_interrupt(double seconds); // false: a signal ended it early
// Room in bytes below `address_of_local` that C recursion may still use (from the stack rlimit).
size_t port_stack_limit(void);

// ---- Files. Paths end with a NUL. Failures return -1 (or false, NULL) with errno set; interrupted calls are repeated.
// The message of an errno value.
const char *port_error_text(int error_number);
enum PortOpen {
  PORT_READ = 1,
  PORT_WRITE = 2,
  PORT_CREATE = 4,
  PORT_EXCLUSIVE = 8,
  PORT_TRUNCATE = 16,
  PORT_APPEND = 32
};
int port_open(const char *path, unsigned flags); // a PortOpen mask; a descriptor
int port_close(int descriptor);
int64_t port_read(int descriptor, void *data, size_t bytes); // 0: end of file
int64_t port_write(int descriptor, const void *data, size_t bytes);
// The same, but a signal ends them with EINTR.
int64_t port_read_interruptible(int descriptor, void *data, size_t bytes);
int64_t port_write_interruptible(int descriptor, const void *data, size_t bytes);
int64_t port_seek(int descriptor, int64_t offset, int whence); // whence 0 start, 1 here, 2 end; the new position
int port_truncate(int descriptor, int64_t bytes);
bool port_is_terminal(int descriptor);
typedef struct PortStat {
  uint64_t mode, inode, device, links, user, group, size; // mode as POSIX's st_mode
  int64_t accessed, modified, changed;                    // nanoseconds since the epoch
} PortStat;
bool port_is_directory(uint64_t mode);
bool port_is_file(uint64_t mode);
bool port_is_link(uint64_t mode);
int port_stat(const char *path, bool follow_links, PortStat *result);
int port_stat_descriptor(int descriptor, PortStat *result);
int port_access(const char *path, int mode); // mode: 4 read, 2 write, 1 execute, 0 exists
int port_remove_file(const char *path);
int port_remove_directory(const char *path);
int port_make_directory(const char *path, unsigned mode);
int port_rename(const char *from, const char *to);
int port_make_link(const char *target, const char *path);
int port_change_mode(const char *path, unsigned mode);
int port_change_directory(const char *path);
// These write a NUL-terminated path into out, which has room for `bytes`. NULL on failure.
char *port_current_directory(char *out, size_t bytes);
char *port_read_link(const char *path, char *out, size_t bytes);
char *port_real_path(const char *path, char *out, size_t bytes);
#define PORT_PATH_MAX 4096
// A directory being listed; next gives names without "." and "..", then NULL (errno 0 at the end).
typedef struct PortDirectory PortDirectory;
PortDirectory *port_directory_open(const char *path);
const char *port_directory_next(PortDirectory *directory);
void port_directory_close(PortDirectory *directory);

// ---- The process.
int port_process_id(void);
int port_parent_process_id(void);
_Noreturn void port_exit_now(int status);                      // without atexit handlers
const char *port_environment(size_t index);                    // the index-th "NAME=value", or NULL
int port_set_environment(const char *name, const char *value); // value NULL: remove
bool port_random(void *data, size_t bytes);
int port_processor_count(void);
#define PORT_SIGNAL_INTERRUPT 2
// Calls handler(PORT_SIGNAL_INTERRUPT), from a signal handler, when the user interrupts the program (Ctrl-C). Calls
// that wait end with EINTR. Does nothing in a program that was started with the interrupt ignored, as shells start those
// in the background.
void port_on_interrupt(void (*handler)(int number));
// Ends the process in the way that an interrupt ends one that does not handle it.
void port_die_of_interrupt(void);
// Writing to a closed pipe gives an error instead of killing the process.
void port_ignore_broken_pipes(void);
// The path of the running program in out; NULL when unknown.
char *port_program_path(char *out, size_t bytes);
// The name of the system as Python's sys.platform and os.name have it, and the processor's.
const char *port_platform(void);
const char *port_machine(void);

// ---- Memory shared with a companion process. Files are numbers that are closed in other programs.
typedef enum PortAccess { PORT_READ_WRITE, PORT_READ_EXECUTE } PortAccess;
// A file without a name, in memory where the system can; -1 when there is none.
int port_shared_new(size_t bytes);
// The whole file mapped; NULL on failure.
void *port_map_shared(int file, size_t bytes, PortAccess access);
// The same at the place of an earlier mapping of that size; false: it cannot be.
bool port_map_shared_at(void *memory, int file, size_t bytes, PortAccess access);
// Maps the pages around [offset, offset+bytes) of a mapping anew, so that whatever keeps translations of the code that
// used to be there (emulators) forgets them; then makes the new code visible to instruction fetch.
void port_refresh_code(void *mapping, int file, size_t offset, size_t bytes);
size_t port_file_bytes(int file);

// ---- A companion process: it gets files by number from 3 on, the last of them a socket, and nothing else of this
// process: not its standard streams, signal handlers, process group. It never receives what the terminal sends to the
// program.
typedef struct PortCompanion {
  int process, socket;
} PortCompanion; // process 0: none
// Starts the program at path. The files become number 3, 4, …, the socket the next one. False: it cannot be started.
bool port_companion_start(PortCompanion *companion, const char *path, const int *files, int count);
// False: there is none, or it has ended. What has ended is forgotten: companion->process becomes 0.
bool port_companion_runs(PortCompanion *companion);
// Kills it, waits for its end and closes the socket; does nothing when there is none.
void port_companion_end(PortCompanion *companion);
// Closes the socket without touching the process: it is that of the parent of this one.
void port_companion_forget(PortCompanion *companion);
// Waits until the socket can be read, or was closed at the other end. False: nothing within that time.
bool port_wait_readable(int socket, int milliseconds);
// False: the other side is gone. Receiving waits for the byte.
bool port_send_byte(int socket);
bool port_receive_byte(int socket);
// Throws away the bytes that have come; false: the other side is gone.
bool port_drain(int socket);

// ---- What a companion does for itself.
// Ends this process when its parent ends.
void port_die_with_parent(void);
// Bounds the memory of this process, program included; allocations fail beyond it.
void port_limit_memory(size_t bytes);
// From now on free memory stays in the C heap until port_trim_heap gives it back to the system.
void port_hoard_heap(void);
void port_trim_heap(void);
// Bytes of the C heap in use; 0 when unknown.
size_t port_heap_bytes(void);
// The most memory in bytes that this process had resident.
size_t port_peak_memory(void);

// Makes code that was written at [start, start+bytes) visible to instruction fetch.
void port_flush_instructions(void *start, size_t bytes);

#endif
