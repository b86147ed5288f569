# A server in the background: demo.sh LOG FOLDER PROGRAM ARGUMENT...
# It ends when our standard input closes, we end when it does, and FOLDER, where its database is, goes with it.
log=$1 folder=$2
shift 2
exec 3<&0 </dev/null
# Ctrl-C reaches us too, but we still have to clean up; the closed pipe tells us when.
trap '' INT TERM HUP
# What happens by the clock, such as the opening of a questionnaire, happens soon.
export REMIT_JOBS__CLOCK_S=3
mkdir -p "$folder" && cd "$folder" || exit 1
(
    trap - TERM
    exec "$@"
) >"$log" 2>&1 3<&- &
server=$!
(
    exec >/dev/null
    read -r _ <&3 || :
    kill -TERM $server 2>/dev/null
) &
echo started
exec >/dev/null
wait $server
rm -rf "$folder"
