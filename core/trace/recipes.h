// Numbers of the recipes (recipes.def), for NativeDef.recipe. 0: no recipe.
#ifndef MARTLET_TRACE_RECIPES_H
#define MARTLET_TRACE_RECIPES_H

typedef enum TraceRecipe {
  RECIPE_NONE,
#define RECIPE(name) RECIPE_##name,
#include "core/trace/recipes.def"
#undef RECIPE
  RECIPE_COUNT
} TraceRecipe;

#endif
