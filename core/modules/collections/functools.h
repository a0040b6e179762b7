// What the files of the module _functools share.
#ifndef MARTLET_MODULES_FUNCTOOLS_H
#define MARTLET_MODULES_FUNCTOOLS_H

#include "core/object/type.h"

// Each adds a class to the module. False: raised.
bool functools_add_partial(Value module);
bool functools_add_lru_cache(Value module);

#endif
