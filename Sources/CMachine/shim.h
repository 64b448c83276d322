// What the C library knows of names and the clock: its structs and macros are none that Swift can use.
#ifndef DULY_CMACHINE_SHIM_H
#define DULY_CMACHINE_SHIM_H

#include <netinet/in.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timex.h>

enum { CMACHINE_ANSWER_MAX = 65535 };

// Joins the strings of one TXT record and hands it on.
static inline void cmachine_text(
    const unsigned char *data, int left, void *context,
    void (*found)(void *context, const char *text, size_t count)) {
    char *text = malloc((size_t)left + 1);
    size_t count = 0;
    if (!text) return;
    while (left > 0 && *data < left) {
        memcpy(text + count, data + 1, *data);
        count += *data;
        left -= *data + 1;
        data += *data + 1;
    }
    found(context, text, count);
    free(text);
}

// Calls `found` for each TXT record of a name. 0 when the name servers answered, 1 when there is no such record,
// -1 when no answer came.
static inline int cmachine_texts(
    const char *name, void *context, void (*found)(void *context, const char *text, size_t count)) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return -1;
    state.retrans = 3;
    state.retry = 2;
    unsigned char *answer = malloc(CMACHINE_ANSWER_MAX);
    int length = answer ? res_nquery(&state, name, ns_c_in, ns_t_txt, answer, CMACHINE_ANSWER_MAX) : -1;
    int trouble = state.res_h_errno;
    int result = length >= 0 ? 0 : (trouble == HOST_NOT_FOUND || trouble == NO_DATA) ? 1 : -1;
    ns_msg message;
    if (length >= 0 && ns_initparse(answer, length, &message) == 0) {
        for (int index = 0; index < ns_msg_count(message, ns_s_an); index++) {
            ns_rr record;
            if (ns_parserr(&message, ns_s_an, index, &record) != 0 || ns_rr_type(record) != ns_t_txt) continue;
            cmachine_text(ns_rr_rdata(record), ns_rr_rdlen(record), context, found);
        }
    }
    free(answer);
    res_nclose(&state);
    return result;
}

// 1 when the kernel's clock follows a time server, 0 when it doesn't, -1 when that can't be asked.
static inline int cmachine_clock_follows(void) {
    struct timex now;
    memset(&now, 0, sizeof now);
    int state = adjtimex(&now);
    if (state < 0) return -1;
    return state != TIME_ERROR && !(now.status & STA_UNSYNC);
}

#endif
