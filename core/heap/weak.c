// What happens to the dead: finalisers of C objects, and the caches that hold objects weakly.
#include <stdlib.h>

#include "core/heap/heap_internal.h"
#include "core/object/exception.h"

void heap_add_weak(void (*drop_dead)(void)) { callbacks_add(&heap.weak, drop_dead); }

void heap_on_death(Object *object, void (*finalise)(Object *object)) {
  if (heap.death_count == heap.death_capacity) {
    size_t capacity = heap.death_capacity ? heap.death_capacity * 2 : 16;
    DeathNote *deaths = realloc(heap.deaths, capacity * sizeof *deaths);
    if (!deaths) return; // the object is then never finalised; its memory is still reclaimed
    heap.deaths = deaths;
    heap.death_capacity = capacity;
  }
  heap.deaths[heap.death_count++] = (DeathNote){object, finalise};
}

void deaths_run(void) {
  size_t kept = 0;
  for (size_t i = 0; i < heap.death_count; i++) {
    DeathNote note = heap.deaths[i];
    if (heap_is_marked(from_object(note.object)))
      heap.deaths[kept++] = note;
    else
      note.finalise(note.object);
  }
  heap.death_count = kept;
}
