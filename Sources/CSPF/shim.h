#ifndef DULY_CSPF_SHIM_H
#define DULY_CSPF_SHIM_H

#include <netdb.h>
#include <string.h>
#include <sys/types.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <spf2/spf.h>
#include <spf2/spf_dns_zone.h>

// A server that asks the system's name servers, or (zone) nobody but the records added to it.
static inline SPF_server_t *cspf_server(int zone) {
    return SPF_server_new(zone ? SPF_DNS_ZONE : SPF_DNS_RESOLV, 0);
}

static inline void cspf_add_text(SPF_server_t *server, const char *name, const char *text) {
    SPF_dns_zone_add_str(server->resolver, name, ns_t_txt, NETDB_SUCCESS, text);
}

static inline void cspf_add_address(SPF_server_t *server, const char *name, const char *address) {
    SPF_dns_zone_add_str(
        server->resolver, name, strchr(address, ':') ? ns_t_aaaa : ns_t_a, NETDB_SUCCESS, address);
}

// The result of RFC 7208 as a word, for a client's address, its greeting and the return path ("" for <>).
static inline const char *cspf_check(
    SPF_server_t *server, const char *address, const char *hello, const char *from) {
    const char *word = "temperror";
    SPF_response_t *response = NULL;
    SPF_request_t *request = SPF_request_new(server);
    if (!request) return word;
    int bad = strchr(address, ':') ? SPF_request_set_ipv6_str(request, address)
                                   : SPF_request_set_ipv4_str(request, address);
    if (!bad) {
        SPF_request_set_helo_dom(request, hello);
        if (from[0]) SPF_request_set_env_from(request, from);
        SPF_request_query_mailfrom(request, &response);
        // A name server that fails leaves the result open.
        if (response && SPF_response_result(response) != SPF_RESULT_INVALID)
            word = SPF_strresult(SPF_response_result(response));
    }
    if (response) SPF_response_free(response);
    SPF_request_free(request);
    return word;
}

#endif
