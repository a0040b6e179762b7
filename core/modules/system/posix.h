// The module posix, put together from its parts: each gives a table of functions, and adds its types and constants.
#ifndef MARTLET_MODULE_POSIX_H
#define MARTLET_MODULE_POSIX_H

#include "core/modules/system/system.h"

extern const NativeDef posix_path_functions[], posix_descriptor_functions[], posix_process_functions[],
    posix_identity_functions[], posix_system_functions[], posix_directory_functions[];
// What getrusage and wait4 give: made at first use, for resource too.
bool posix_usage_type_init(void);
Type *posix_usage_type(void);
Value posix_usage_result(const struct rusage *usage);
bool posix_stat_init(Value module);
bool posix_process_init(Value module);
bool posix_system_init(Value module);

#endif
