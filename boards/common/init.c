// The board's process 1: sets up a bare Linux, runs one Python program, reports how it ended, powers off.
//
// Martlet's programs are on a read-only disk and the application is in the root file system, in RAM.
// The machine has virtio ports named stdin, stdout, stderr and status. The program gets the first three as
// its own; on the fourth, init writes one line: "exit N" or "signal N". Whatever goes wrong before that is
// told on the kernel's console, and then the host sees a machine that stopped without a status.

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// In the order of their dependencies.
static const char *const modules[] = {
    "virtio_ring", "virtio",   "virtio_pci_modern_dev", "virtio_pci_legacy_dev", "virtio_pci", "virtio_console",
    "virtio_blk",  "squashfs",
};

enum { PORT_STDIN, PORT_STDOUT, PORT_STDERR, PORT_STATUS, PORTS };
static const char *const port_names[PORTS] = {"stdin", "stdout", "stderr", "status"};

// One NUL-terminated string after the other: what to run.
static const char arguments_file[] = "/app/.arguments";
enum { MAX_ARGUMENT_BYTES = 65536, MAX_ARGUMENTS = 1024 };

static void power_off(void) {
  sync();
  reboot(RB_POWER_OFF);
  _exit(1);
}

// Tells the console what went wrong and ends the machine.
__attribute__((format(printf, 1, 2))) static void fail(const char *format, ...) {
  int console = open("/dev/console", O_WRONLY);
  va_list arguments;
  va_start(arguments, format);
  dprintf(console, "init: ");
  vdprintf(console, format, arguments);
  dprintf(console, ": %m\n");
  va_end(arguments);
  power_off();
}

static void mount_at(const char *type, const char *where) {
  mkdir(where, 0755);
  if (mount(type, where, type, 0, NULL) != 0) {
    fail("mount %s", where);
  }
}

// The kernel finds the disk in the background, after the module is loaded.
static void mount_programs(void) {
  mkdir("/bin", 0755);
  for (int tries = 0; mount("/dev/vda", "/bin", "squashfs", MS_RDONLY, NULL) != 0; tries++) {
    if (tries == 1000) {
      fail("mounting /dev/vda on /bin");
    }
    usleep(10000);
  }
}

static void load_modules(void) {
  for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
    char path[128];
    snprintf(path, sizeof path, "/lib/modules/%s.ko", modules[i]);
    int module = open(path, O_RDONLY | O_CLOEXEC);
    if (module < 0 || syscall(SYS_finit_module, module, "", 0) != 0) {
      fail("loading %s", path);
    }
    close(module);
  }
}

// Looks the port up by its name in sysfs; returns an open file or -1 while the kernel has not found it yet.
static int open_port(const char *name) {
  DIR *folder = opendir("/sys/class/virtio-ports");
  if (folder == NULL) {
    return -1;
  }
  int port = -1;
  for (struct dirent *entry; port < 0 && (entry = readdir(folder)) != NULL;) {
    char path[512], found[64] = "";
    snprintf(path, sizeof path, "/sys/class/virtio-ports/%s/name", entry->d_name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      continue;
    }
    ssize_t length = read(file, found, sizeof found - 1);
    close(file);
    if (length > 0 && strncmp(found, name, strlen(name)) == 0) {
      snprintf(path, sizeof path, "/dev/%s", entry->d_name);
      port = open(path, O_RDWR | O_CLOEXEC);
    }
  }
  closedir(folder);
  return port;
}

// Opens all ports. The kernel finds them in the background, in the order in which the host names them, and
// discards output until the host's end is known to be open (no more POLLHUP).
static void open_ports(int ports[PORTS]) {
  for (int i = 0; i < PORTS; i++) {
    int tries = 0;
    while ((ports[i] = open_port(port_names[i])) < 0) {
      if (++tries == 1000) {
        fail("no virtio port called %s", port_names[i]);
      }
      usleep(10000);
    }
  }
  for (int i = PORT_STDOUT; i < PORTS; i++) {
    struct pollfd state = {.fd = ports[i], .events = POLLOUT};
    while (poll(&state, 1, 0) >= 0 && (state.revents & POLLHUP) != 0) {
      usleep(1000);
    }
  }
}

// Reads the command into words, which ends with NULL.
static void read_arguments(char *words[MAX_ARGUMENTS + 1]) {
  static char text[MAX_ARGUMENT_BYTES + 1];
  int file = open(arguments_file, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? -1 : read(file, text, MAX_ARGUMENT_BYTES);
  if (length <= 0) {
    fail("reading %s", arguments_file);
  }
  int count = 0;
  for (char *word = text; word < text + length && count < MAX_ARGUMENTS; word += strlen(word) + 1) {
    words[count++] = word;
  }
  words[count] = NULL;
}

static pid_t start(char *words[], const int ports[PORTS]) {
  pid_t program = fork();
  if (program != 0) {
    return program;
  }
  setsid();
  for (int i = PORT_STDIN; i <= PORT_STDERR; i++) {
    dup2(ports[i], i);
  }
  if (chdir("/app") != 0) {
    _exit(126);
  }
  execv(words[0], words);
  dprintf(STDERR_FILENO, "init: cannot run %s: %m\n", words[0]);
  _exit(127);
}

int main(void) {
  mount_at("proc", "/proc");
  mount_at("sysfs", "/sys");
  mount_at("devtmpfs", "/dev");
  mount_at("tmpfs", "/dev/shm");
  mount_at("tmpfs", "/tmp");
  // What a descriptor below 3 is must be settled before the ports are opened.
  int null = open("/dev/null", O_RDWR);
  while (null >= 0 && null < 2) {
    null = dup(null);
  }
  load_modules();
  mount_programs();
  int ports[PORTS];
  open_ports(ports);
  char *words[MAX_ARGUMENTS + 1];
  read_arguments(words);
  setenv("PATH", "/bin", 1);
  setenv("HOME", "/app", 1);

  pid_t program = start(words, ports);
  if (program < 0) {
    fail("fork");
  }
  int status;
  for (pid_t ended = 0; ended != program;) {
    ended = wait(&status);
  }
  if (WIFEXITED(status)) {
    dprintf(ports[PORT_STATUS], "exit %d\n", WEXITSTATUS(status));
  } else {
    dprintf(ports[PORT_STATUS], "signal %d\n", WTERMSIG(status));
  }
  power_off();
}
