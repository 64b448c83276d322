# Sourced by bin/mailbed: Postfix's configuration and start.

main_cf() {
    cat <<CONF
compatibility_level = 3.6
queue_directory = $dir/postfix/queue
data_directory = $dir/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = $dir/postfix/log
maillog_file_prefixes = $dir
syslog_name = mailbed
myhostname = mail.test
mydestination =
mynetworks =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
recipient_delimiter = +
message_size_limit = 62914560
mailbox_size_limit = 0
virtual_mailbox_limit = 0
# Nothing leaves: no look-ups, no transport but those named, no recipient but those listed.
smtp_dns_support_level = disabled
smtp_host_lookup = native
# As between servers that have not agreed on anything: encrypted where it is offered, whosever certificate it is.
smtp_tls_security_level = may
lmtp_host_lookup = native
default_transport = error:5.7.1 nothing leaves the mailbed
relay_transport = error:5.7.1 nothing leaves the mailbed
transport_maps = regexp:$dir/postfix/transport
virtual_mailbox_domains = imap.test
virtual_mailbox_base = $dir/mail
virtual_mailbox_maps = regexp:$dir/postfix/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
smtpd_recipient_restrictions = check_recipient_access regexp:$dir/postfix/recipients, reject
smtpd_relay_restrictions = permit
# What comes in is judged by the list alone, so that a domain can be taken and bounced later.
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_chain_files = $dir/tls/server.key, $dir/tls/server.pem
smtpd_tls_session_cache_database =
smtpd_sasl_type = dovecot
smtpd_sasl_path = $dir/dovecot/run/auth-mailbed
smtpd_sasl_security_options = noanonymous
smtputf8_enable = yes
minimal_backoff_time = 5s
maximal_backoff_time = 20s
queue_run_delay = 5s
maximal_queue_lifetime = 1h
bounce_queue_lifetime = 1h
default_process_limit = 50
CONF
}

master_cf() {
    cat <<CONF
127.0.0.1:$MAILBED_SMTP_PORT inet n - n - - smtpd
  -o rewrite_service_name=rewrite-in
127.0.0.1:$MAILBED_SUBMISSION_PORT inet n - n - - smtpd
  -o rewrite_service_name=rewrite-in
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$MAILBED_SUBMISSIONS_PORT inet n - n - - smtpd
  -o rewrite_service_name=rewrite-in
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
rewrite-in unix - - n - - trivial-rewrite
  -o transport_maps=
  -o default_transport=discard
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
blind unix - - n - - smtp
  -o smtp_discard_ehlo_keywords=size
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
CONF
}

# Which domain goes where, each said twice: to the smtpd that takes it and to the queue that brings it on.
routes() {
    local desk domain way
    for desk in "${desks[@]:-desk.test=lmtp:8024}"; do
        domain=${desk%%=*} way=${desk#*=}
        echo "/@${domain//./\\.}\$/ ${way%%:*}:[127.0.0.1]:${way#*:}"
    done
    cat <<'MAP'
/@bounce\.test$/ error:5.1.1 there is nobody of that name here
/@defer\.test$/ retry:4.2.2 that mailbox is full just now
/@imap\.test$/ virtual:
/@sink\.test$/ virtual:
/@([^@]+\.)?example$/ virtual:
MAP
}

postfix_files() {
    local conf=$dir/postfix account
    if [ ${#desks[@]} -gt 0 ] || [ ! -s "$conf/transport" ]; then routes >"$conf/transport"; fi
    {
        printf '/@refuse\\.test$/ 550 5.1.1 there is nobody of that name here\n'
        printf '/@busy\\.test$/ 450 4.2.2 that mailbox is busy\n'
        sed 's/ .*/ OK/' "$conf/transport"
    } >"$conf/recipients"
    for account in ${MAILBED_ACCOUNTS//,/ }; do
        echo "/^${account%@*}(\\+[^@]*)?@imap\\.test\$/ $account/"
    done >"$conf/boxes"
    printf '/@(sink\\.test|([^@]+\\.)?example)$/ sink/\n' >>"$conf/boxes"
    main_cf >"$conf/main.cf"
    master_cf >"$conf/master.cf"
}

postfix_up() {
    local conf=$dir/postfix
    if alive "$conf/queue/pid/master.pid" master; then
        if [ ${#desks[@]} -gt 0 ]; then
            postfix_files
            postfix -c "$conf" reload >/dev/null 2>&1
        fi
        return
    fi
    mkdir -p "$conf/queue" "$conf/data"
    chmod 755 "$conf" "$conf/queue"
    chown postfix "$conf/data"
    rm -f "$conf/queue/pid/master.pid"
    postfix_files
    postfix -c "$conf" start </dev/null >"$conf/start.log" 2>&1 || fail "Postfix does not start; see $conf/start.log"
}
