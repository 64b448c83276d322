#ifndef DULY_CPANGO_SHIM_H
#define DULY_CPANGO_SHIM_H

// Pango sets lines of any script, cairo writes them into a PDF.

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

// A context that measures in points, without the hinting that belongs to screens: what is set is
// the same wherever the document is written.
static inline PangoContext *cpango_context(PangoFontMap *fonts, const char *language) {
    PangoContext *context = pango_font_map_create_context(fonts);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(language));
    return context;
}

// Marks the bytes from start to end; the list owns the attribute.
static inline void cpango_mark(PangoAttrList *list, PangoAttribute *attribute, guint start, guint end) {
    attribute->start_index = start;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
}

// One baseline for every run of a line: Pango 1.50 lifts Thai and Han beside Latin by guessed tables.
static inline void cpango_level(PangoLayoutLine *line) {
    for (GSList *runs = line->runs; runs; runs = runs->next) ((PangoGlyphItem *)runs->data)->y_offset = 0;
}

#endif
