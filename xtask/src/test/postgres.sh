# A private PostgreSQL cluster: postgres.sh BIN_FOLDER PORT USER DURABLE (USER empty: run as we are; DURABLE empty:
# what is committed may be lost in a power cut, which makes tests quick).
# Prints a line when it accepts connections; removes everything when its standard input closes.
bin=$1 port=$2 user=$3 durable=$4
exec 3<&0 </dev/null
# Ctrl-C reaches us too, but we still have to clean up; the closed pipe tells us when.
trap '' INT TERM HUP
as() { if [ -n "$user" ]; then runuser -u "$user" -- "$@"; else "$@"; fi; }
cd /
dir=$(as mktemp -d /tmp/remit-postgres.XXXXXX) || exit 1
finish() { as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"; }
trap finish EXIT
settings="-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300"
if [ -z "$durable" ]; then
    settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
fi
if as "$bin/initdb" -D "$dir/data" -U remit -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/init.log" 2>&1 &&
    as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/server.log" -o "$settings" start >>"$dir/init.log" 2>&1 3<&-; then
    echo ready
    read -r _ <&3 || :
else
    cat "$dir/init.log" "$dir/server.log" >&2 2>/dev/null
    exit 1
fi
