#ifndef DULY_CZIP_SHIM_H
#define DULY_CZIP_SHIM_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

// Adds a file as it is; libzip keeps a copy until the archive is closed. False when there is no memory.
static inline int czip_add(
    zip_t *archive, const char *name, const void *bytes, size_t count, unsigned short day) {
    void *copy = malloc(count ? count : 1);
    if (!copy) return 0;
    memcpy(copy, bytes, count);
    zip_source_t *source = zip_source_buffer(archive, copy, count, 1);
    if (!source) {
        free(copy);
        return 0;
    }
    zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return 0;
    }
    // Noon: libzip takes the time through the local zone, where other hours may be missing.
    const unsigned short noon = 12 << 11;
    const zip_uint32_t readable = (zip_uint32_t)0100644 << 16;
    return zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0
        && zip_file_set_external_attributes(archive, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX, readable) == 0
        && zip_file_set_dostime(archive, (zip_uint64_t)index, noon, day, 0) == 0;
}

#endif
