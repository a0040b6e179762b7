// The frozen modules of the bootstrap martlet: none.
#include "core/stdlib/frozen.h"
#include "core/vm/image.h"

_Alignas(IMAGE_ALIGN) const uint8_t frozen_image[sizeof(ImageHeader)] = {0};
_Alignas(IMAGE_ALIGN) const uint8_t frozen_groups[sizeof(uint32_t)] = {0};
