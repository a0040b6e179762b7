// libFuzzer's entry for bytecode files: any bytes behind a header that is made to fit are refused with a reason, or
// become code that can be prepared and listed.
#include <stdio.h>
#include <stdlib.h>

#include "core/heap/heap.h"
#include "core/object/exception.h"
#include "core/vm/disassemble.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static FILE *nowhere;
  if (nowhere == NULL) {
    vm_init(&size);
    nowhere = fopen("/dev/null", "w");
  }
  // As it came first, then with a header that lets the rest be looked at.
  size_t bytes = (size + IMAGE_ALIGN - 1) / IMAGE_ALIGN * IMAGE_ALIGN;
  if (bytes < sizeof(ImageHeader) + sizeof(ImageRoot)) return 0;
  uint8_t *image = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  memset(image, 0, bytes);
  memcpy(image, data, size);
  if (image_check(image, bytes) != NULL) {
    ImageHeader header = {
        .version = IMAGE_VERSION, .machine = image_machine(), .bytes = (uint32_t)bytes, .root_count = 1};
    memcpy(header.magic, IMAGE_MAGIC, sizeof header.magic);
    header.checksum = image_checksum(image + sizeof header, bytes - sizeof header);
    memcpy(image, &header, sizeof header);
    if (image_check(image, bytes) != NULL) {
      free(image);
      return 0;
    }
  }
  // What passed may be referred to from now on (interned names): it stays.
  Value code = image_code(image, image_roots(image), image_str(image, image_roots(image)->filename));
  if (code != EMPTY) disassemble(nowhere, to_code(code));
  exception_clear();
  return 0;
}
