# Sourced by bin/mailbed: Dovecot's configuration and start.

dovecot_conf() {
    cat <<CONF
base_dir = $dir/dovecot/run
state_dir = $dir/dovecot/state
instance_name = mailbed
log_path = $dir/dovecot/log
auth_verbose = yes
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$dir/tls/server.pem
ssl_key = <$dir/tls/server.key
ssl_min_protocol = TLSv1.2
mail_location = maildir:$dir/mail/%u
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
mailbox_idle_check_interval = 1 secs
maildir_very_dirty_syncs = no
mail_max_userip_connections = 100
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = $dir/dovecot/passwd
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/dovecot/oauth2.conf
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$dir/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Done {
    auto = create
  }
}
service imap-login {
  process_min_avail = 1
  inet_listener imap {
    port = $MAILBED_IMAP_PORT
  }
  inet_listener imaps {
    port = $MAILBED_IMAPS_PORT
    ssl = yes
  }
}
service auth {
  unix_listener auth-mailbed {
    mode = 0666
  }
}
service anvil {
  client_limit = 1000
}
CONF
}

dovecot_files() {
    local account
    : >"$dir/dovecot/passwd"
    for account in ${MAILBED_ACCOUNTS//,/ }; do
        echo "$account:{PLAIN}$MAILBED_PASSWORD::::::" >>"$dir/dovecot/passwd"
    done
    cat >"$dir/dovecot/oauth2.conf" <<CONF
introspection_mode = post
introspection_url = http://127.0.0.1:$MAILBED_OAUTH_PORT/introspect
username_attribute = username
active_attribute = active
active_value = true
CONF
    dovecot_conf >"$dir/dovecot/dovecot.conf"
    chown root:dovecot "$dir/dovecot/passwd"
    chmod 640 "$dir/dovecot/passwd"
}

dovecot_up() {
    alive "$dir/dovecot/run/master.pid" dovecot && return
    mkdir -p "$dir/dovecot/run" "$dir/dovecot/state"
    chmod 755 "$dir/dovecot" "$dir/dovecot/run"
    rm -f "$dir/dovecot/run/master.pid"
    dovecot_files
    dovecot -c "$dir/dovecot/dovecot.conf" </dev/null >>"$dir/dovecot/log" 2>&1 || fail "Dovecot does not start; see $dir/dovecot/log"
}

# kill_tree FILE WORD: the power fails for the process named in the file and for its children.
kill_tree() {
    local pid family
    alive "$1" "$2" || return 0
    pid=$(tr -d ' \n' <"$1")
    # It stands still first, so that it has no child that the list lacks.
    kill -STOP "$pid"
    # shellcheck disable=SC2207
    family=("$pid" $(ps -o pid= --ppid "$pid"))
    kill -KILL "${family[@]}" 2>/dev/null || true
    rm -f "$1"
    # A child holds the ports as long as it lives.
    until_true 10 "process $pid or a child of it does not end" ended "${family[@]}"
}

# ended PID...: whether all are gone, or only wait to be counted out by their parent.
ended() {
    local pid
    for pid in "$@"; do
        [ ! -e "/proc/$pid" ] || grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null || [ ! -e "/proc/$pid" ] || return 1
    done
}
