// posix: listing directories.
#include "core/modules/system/posix.h"
#include "core/object/list.h"

// Opens a directory by path or descriptor; NULL: raised.
static DIR *directory_open(PathArgument *path, Value v, const char *function) {
  if (!path_argument_of(v, function, PATH_OR_DESCRIPTOR | PATH_OR_NONE, path)) return NULL;
  DIR *directory = NULL;
  if (path->path) {
    directory = WITHOUT_LOCK(opendir(path->path));
  } else {
    int copy = fcntl(path->descriptor, F_DUPFD_CLOEXEC, 0);
    directory = copy < 0 ? NULL : fdopendir(copy);
    if (directory) rewinddir(directory);
    if (!directory && copy >= 0) close(copy);
  }
  if (!directory) system_error(path->object);
  return directory;
}

static bool is_special_name(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

// The entries of a directory: names, or with_types tuples of name, d_type, inode.
static Value entries(Value v, const char *function, bool with_types) {
  PathArgument path;
  DIR *directory = directory_open(&path, v, function);
  if (!directory) return EMPTY;
  Value list = list_new(0);
  const struct dirent *entry;
  while (list != EMPTY && (errno = 0, entry = readdir(directory)) != NULL) {
    if (is_special_name(entry->d_name)) continue;
    Value item = system_name(entry->d_name, strlen(entry->d_name), path.bytes);
    if (item != EMPTY && with_types) {
      Value values[] = {item, from_small_int(entry->d_type), int_from_u64(entry->d_ino)};
      item = tuple_from(values, 3);
    }
    if (item == EMPTY || !list_append(list, item)) list = EMPTY;
  }
  int error = errno;
  closedir(directory);
  if (list == EMPTY || error == 0) return list;
  return raise_os_error(error, path.object);
}

NATIVE(posix_listdir) { return entries(args[0], "listdir", false); }
NATIVE(posix_scan) { return entries(args[0], "scandir", true); }

const NativeDef posix_directory_functions[] = {
    {.name = "listdir", .signature = "path=None", .fn = posix_listdir},
    {.name = "_scan", .signature = "path=None, /", .fn = posix_scan},
    {.name = NULL},
};
