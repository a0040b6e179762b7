// The modules pwd and grp: users and groups of the system.
#include "core/modules/struct_sequence.h"
#include "core/modules/system/system.h"
#include "core/object/list.h"

static Type *user_type, *group_type;

static void visit_types(void) {
  if (user_type) heap_visit(from_object(user_type));
  if (group_type) heap_visit(from_object(group_type));
}

static Value text(const char *c) { return c ? system_name(c, strlen(c), false) : NONE; }

static Value user(const struct passwd *entry) {
  Value values[] = {text(entry->pw_name),        text(entry->pw_passwd), int_from_u64(entry->pw_uid),
                    int_from_u64(entry->pw_gid), text(entry->pw_gecos),  text(entry->pw_dir),
                    text(entry->pw_shell)};
  return struct_sequence_new(user_type, values);
}

static Value group(const struct group *entry) {
  Value members = list_new(0);
  for (char **member = entry->gr_mem; members != EMPTY && member && *member; member++)
    if (!list_append(members, text(*member))) return EMPTY;
  Value values[] = {text(entry->gr_name), text(entry->gr_passwd), int_from_u64(entry->gr_gid), members};
  return struct_sequence_new(group_type, values);
}

NATIVE(pwd_getpwuid) {
  uint32_t id;
  if (!type_flag(args[0], TYPE_IS_INT)) return raise(TypeError, "uid should be integer, not %T", args[0]);
  if (!id_argument(args[0], &id)) {
    if (!exception_matches(EXCEPTION_OverflowError)) return EMPTY;
    exception_clear();
    return raise(KeyError, "getpwuid(): uid not found");
  }
  struct passwd *entry = getpwuid(id);
  return entry ? user(entry) : raise(KeyError, "getpwuid(): uid not found: %u", id);
}

NATIVE(pwd_getpwnam) {
  const char *name = str_text(args[0]);
  if (!name) return EMPTY;
  struct passwd *entry = getpwnam(name);
  return entry ? user(entry) : raise(KeyError, "getpwnam(): name not found: %R", args[0]);
}

NATIVE(pwd_getpwall) {
  Value list = list_new(0);
  struct passwd *entry;
  setpwent();
  while (list != EMPTY && (entry = getpwent()) != NULL)
    if (!list_append(list, user(entry))) list = EMPTY;
  endpwent();
  return list;
}

NATIVE(grp_getgrgid) {
  uint32_t id;
  if (!type_flag(args[0], TYPE_IS_INT)) return raise(TypeError, "gid should be integer, not %T", args[0]);
  if (!id_argument(args[0], &id)) return EMPTY;
  struct group *entry = getgrgid(id);
  return entry ? group(entry) : raise(KeyError, "getgrgid(): gid not found: %u", id);
}

NATIVE(grp_getgrnam) {
  const char *name = str_text(args[0]);
  if (!name) return EMPTY;
  struct group *entry = getgrnam(name);
  return entry ? group(entry) : raise(KeyError, "getgrnam(): name not found: %R", args[0]);
}

NATIVE(grp_getgrall) {
  Value list = list_new(0);
  struct group *entry;
  setgrent();
  while (list != EMPTY && (entry = getgrent()) != NULL)
    if (!list_append(list, group(entry))) list = EMPTY;
  endgrent();
  return list;
}

static bool pwd_init(Value module) {
  static const char *const fields[] = {"pw_name",  "pw_passwd", "pw_uid",   "pw_gid",
                                       "pw_gecos", "pw_dir",    "pw_shell", NULL};
  if (!group_type) heap_add_root(visit_types);
  user_type = struct_sequence_type("pwd", "struct_passwd", fields, 7);
  return user_type && module_add(module, "struct_passwd", from_object(user_type));
}

static bool grp_init(Value module) {
  static const char *const fields[] = {"gr_name", "gr_passwd", "gr_gid", "gr_mem", NULL};
  if (!user_type) heap_add_root(visit_types);
  group_type = struct_sequence_type("grp", "struct_group", fields, 4);
  return group_type && module_add(module, "struct_group", from_object(group_type));
}

static const NativeDef pwd_functions[] = {
    {.name = "getpwuid", .signature = "uidobj, /", .fn = pwd_getpwuid},
    {.name = "getpwnam", .signature = "name, /", .fn = pwd_getpwnam},
    {.name = "getpwall", .signature = "", .fn = pwd_getpwall},
    {.name = NULL},
};
static const NativeDef grp_functions[] = {
    {.name = "getgrgid", .signature = "id", .fn = grp_getgrgid},
    {.name = "getgrnam", .signature = "name", .fn = grp_getgrnam},
    {.name = "getgrall", .signature = "", .fn = grp_getgrall},
    {.name = NULL},
};

const NativeModule module_pwd = {"pwd", pwd_functions, pwd_init, DOC("Users of the system.")};
const NativeModule module_grp = {"grp", grp_functions, grp_init, DOC("Groups of the system.")};
