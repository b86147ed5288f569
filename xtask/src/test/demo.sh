# A server in the background: demo.sh LOG PROGRAM ARGUMENT...
# It ends when our standard input closes, and we end when it does.
log=$1
shift
exec 3<&0 </dev/null
trap '' HUP
"$@" >"$log" 2>&1 3<&- &
server=$!
(
    exec >/dev/null
    read -r _ <&3
    kill -TERM $server 2>/dev/null
) &
echo started
exec >/dev/null
wait $server
