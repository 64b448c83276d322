#ifndef DULY_CDKIM_SHIM_H
#define DULY_CDKIM_SHIM_H

#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <dkim.h>

// A library that asks the name servers for keys, or looks them up in a file.
static inline DKIM_LIB *cdkim_library(const char *keys) {
    DKIM_LIB *library = dkim_init(NULL, NULL);
    if (!library || !keys) return library;
    dkim_query_t query = DKIM_QUERY_FILE;
    dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_QUERYMETHOD, &query, sizeof query);
    dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_QUERYINFO, (void *)keys, strlen(keys));
    return library;
}

// Whether a signature holds for the whole body. One that may cover only its beginning (l=) vouches for nothing
// that somebody may have added.
static inline bool cdkim_holds(DKIM_SIGINFO *signature) {
    if (!DKIM_SIG_CHECK(signature)) return false;
    return dkim_sig_gettagvalue(signature, false, (unsigned char *)"l") == NULL;
}

// Whether the name servers know of no key, which will not pass by itself. The library does not tell that from servers
// that fail.
static inline bool cdkim_is_without_key(DKIM_SIGINFO *signature) {
    char name[512];
    unsigned char answer[512];
    struct __res_state state;
    const char *selector = (const char *)dkim_sig_getselector(signature);
    const char *domain = (const char *)dkim_sig_getdomain(signature);
    if (!selector || !domain) return false;
    int length = snprintf(name, sizeof name, "%s._domainkey.%s", selector, domain);
    memset(&state, 0, sizeof state);
    if (length >= (int)sizeof name || res_ninit(&state) != 0) return false;
    int count = res_nquery(&state, name, ns_c_in, ns_t_txt, answer, sizeof answer);
    bool isWithout = count < 0 && (state.res_h_errno == HOST_NOT_FOUND || state.res_h_errno == NO_DATA);
    res_nclose(&state);
    return isWithout;
}

// Calls `found` for each signature of a message (CRLF line ends), with its domain and a word.
static inline void cdkim_verify(
    DKIM_LIB *library, const unsigned char *bytes, size_t count, void *context,
    void (*found)(void *context, const char *domain, const char *word)) {
    DKIM_STAT status = DKIM_STAT_OK;
    DKIM *dkim = dkim_verify(library, (const unsigned char *)"duly", NULL, &status);
    if (!dkim) return;
    DKIM_SIGINFO **signatures = NULL;
    int signatureCount = 0;
    bool isTest = false;
    if (dkim_chunk(dkim, (unsigned char *)bytes, count) == DKIM_STAT_OK
        && dkim_chunk(dkim, NULL, 0) == DKIM_STAT_OK) {
        dkim_eom(dkim, &isTest);
        dkim_getsiglist(dkim, &signatures, &signatureCount);
    }
    for (int index = 0; index < signatureCount && index < 20; index++) {
        DKIM_SIGINFO *one = signatures[index];
        const unsigned char *domain = dkim_sig_getdomain(one);
        if (!domain) continue;
        int error = dkim_sig_geterror(one);
        bool passes = cdkim_holds(one);
        bool isLater = !passes && error == DKIM_SIGERROR_KEYFAIL && !cdkim_is_without_key(one);
        found(context, (const char *)domain, passes ? "pass" : isLater ? "temperror" : "fail");
    }
    dkim_free(dkim);
}

#endif
