#ifndef DULY_CGMIME_SHIM_H
#define DULY_CGMIME_SHIM_H

// GMime's type checks and casts are macros, which Swift cannot see: each gets a small function here.

#include <errno.h>
#include <gmime/gmime.h>
#include <iconv.h>
#include <string.h>

typedef enum {
    cgmime_leaf,
    cgmime_multipart,
    cgmime_message,
    cgmime_other,
} cgmime_kind;

static inline GMimeMessage *cgmime_parse(const char *bytes, size_t count) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    return message;
}

static inline void cgmime_release(void *object) {
    if (object) g_object_unref(object);
}

static inline cgmime_kind cgmime_kind_of(GMimeObject *object) {
    if (GMIME_IS_MULTIPART(object)) return cgmime_multipart;
    if (GMIME_IS_MESSAGE_PART(object)) return cgmime_message;
    if (GMIME_IS_PART(object)) return cgmime_leaf;
    return cgmime_other;
}

static inline int cgmime_child_count(GMimeObject *object) {
    return g_mime_multipart_get_count(GMIME_MULTIPART(object));
}

static inline GMimeObject *cgmime_child(GMimeObject *object, int index) {
    return g_mime_multipart_get_part(GMIME_MULTIPART(object), index);
}

// The raw value of the first field with this name, or NULL; owned by the object.
static inline const char *cgmime_field(GMimeObject *object, const char *name) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    GMimeHeader *header = list ? g_mime_header_list_get_header(list, name) : NULL;
    return header ? g_mime_header_get_raw_value(header) : NULL;
}

// The decoded bytes of a leaf, or the whole of another object as it was written; NULL when it has none.
static inline GByteArray *cgmime_bytes(GMimeObject *object) {
    GMimeStream *stream = g_mime_stream_mem_new();
    gssize written = -1;
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (inner) written = g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream);
    } else if (GMIME_IS_PART(object)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
        if (content) written = g_mime_data_wrapper_write_to_stream(content, stream);
    } else {
        written = g_mime_object_write_to_stream(object, NULL, stream);
    }
    GByteArray *bytes = NULL;
    if (written >= 0) {
        bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
        // An owning stream empties the array when it goes.
        g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    }
    g_object_unref(stream);
    return bytes;
}

// The bytes of a leaf as they were sent when they are base 64, else NULL.
static inline GByteArray *cgmime_base64(GMimeObject *object) {
    if (!GMIME_IS_PART(object)) return NULL;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    if (!content || g_mime_data_wrapper_get_encoding(content) != GMIME_CONTENT_ENCODING_BASE64) return NULL;
    GMimeStream *source = g_mime_data_wrapper_get_stream(content);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_reset(source);
    g_mime_stream_write_to_stream(source, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_object_unref(stream);
    return bytes;
}

static inline long cgmime_length(const char *text) { return (long)strlen(text); }

static inline const char *cgmime_prologue(GMimeObject *object) {
    return g_mime_multipart_get_prologue(GMIME_MULTIPART(object));
}

static inline const char *cgmime_epilogue(GMimeObject *object) {
    return g_mime_multipart_get_epilogue(GMIME_MULTIPART(object));
}

// Strict conversion to UTF-8: the bytes written, or -1 when the name is unknown, a byte does not fit or is cut off.
static inline long cgmime_convert(const char *name, const char *from, size_t count, char *to, size_t room) {
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) return -1;
    char *input = (char *)from, *output = to;
    size_t left = count, space = room;
    size_t result = iconv(converter, &input, &left, &output, &space);
    if (result != (size_t)-1) result = iconv(converter, NULL, NULL, &output, &space);
    iconv_close(converter);
    return result == (size_t)-1 || left > 0 ? -1 : (long)(room - space);
}

#endif
