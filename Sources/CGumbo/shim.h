#ifndef DULY_CGUMBO_SHIM_H
#define DULY_CGUMBO_SHIM_H

#include <gumbo.h>

// The node's content is a C union; these read the arm that the type names.
static inline GumboVector *cgumbo_children(GumboNode *node) {
    switch (node->type) {
    case GUMBO_NODE_DOCUMENT: return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return &node->v.element.children;
    default: return NULL;
    }
}

static inline GumboNode *cgumbo_node_at(GumboVector *vector, unsigned int index) {
    return (GumboNode *)vector->data[index];
}

static inline const char *cgumbo_text(GumboNode *node) { return node->v.text.text; }

static inline const char *cgumbo_attribute(GumboNode *node, const char *name) {
    GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute ? attribute->value : NULL;
}

static inline const char *cgumbo_tag_name(GumboNode *node) {
    return gumbo_normalized_tagname(node->v.element.tag);
}

static inline int cgumbo_is_html(GumboNode *node) {
    return node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

#endif
