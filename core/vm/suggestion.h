// "Did you mean": the name nearest to the one that a NameError or AttributeError says is missing.
#ifndef MARTLET_SUGGESTION_H
#define MARTLET_SUGGESTION_H

#include "core/object/exception.h"

// The suggested name (a str), or EMPTY: none. Raises nothing.
Value suggestion_for(Value exception);

#endif
