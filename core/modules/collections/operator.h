// What the files of the module _operator share.
#ifndef MARTLET_MODULES_OPERATOR_H
#define MARTLET_MODULES_OPERATOR_H

#include "core/object/type.h"

// Adds the classes itemgetter, attrgetter and methodcaller. False: raised.
bool operator_add_getters(Value module);

#endif
