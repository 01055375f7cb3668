#!/usr/bin/env bash
# What an operator does on day one and on the worst day, from start to end: up with a standby, submit, traffic, kill -9 of a TaskManager and of
# the JobManager that leads, recovery, savepoint, stop, resume with another parallelism, down; then in application mode: up, traffic, kill -9 of
# the JobManager, up, traffic, down; then, on clusters of their own, how long a process that dies silences answers, with Flink's default settings and
# with ours. Exits 0 if all of it went well; leaves nothing running.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
data=${1:-$(mktemp -d)}
parm=${PARM:-$root/parm}

say() { printf '\n== %s\n' "$*"; }
die() { printf 'cluster.sh: %s\n' "$*" >&2; exit 1; }
cluster() { local command=$1; shift; "$parm" cluster "$command" --data "$data" "$@"; }
value() { sed -n "s/^$1=//p" "$data/cluster.properties"; }
web() { curl -sf "http://127.0.0.1:$(value web-port)$1"; }
job() { web /jobs | tr '{' '\n' | sed -n 's/.*"id":"\([0-9a-f]*\)","status":"\(RUNNING\|RESTARTING\|CREATED\)".*/\1/p'; }
restarted() { web "/jobs/$1" | grep -o '"RESTARTING":[0-9]*' | cut -d: -f2; }
running_tasks() { web "/jobs/$1" | grep -o '"tasks":{[^}]*}' | grep -o '"RUNNING":[0-9]*' | awk -F: '{ sum += $2 } END { print sum + 0 }'; }

# Processes of this cluster by the mark on their command lines, pid files or not.
left() { grep -lsaF -- "-Dparm.process=$data/" /proc/[0-9]*/cmdline || true; }

await() {
  local what=$1 seconds=$2
  shift 2
  for _ in $(seq "$((seconds * 2))"); do
    if "$@"; then return 0; fi
    sleep 0.5
  done
  die "no $what within $seconds s"
}

# Sends $1 queries with ids $2-… and returns when each of them has an answer.
traffic() {
  "$parm" produce --bootstrap-servers "$servers" --rate "${RATE:-100}" --count "$1" --id-prefix "$2"
  "$parm" cluster answers --data "$data" --id-prefix "$2" --count "$1"
}

cleanup() { cluster down >/dev/null 2>&1 || true; }
trap cleanup EXIT

say "up, and a second time"
cluster up --standby --taskmanagers 2 --slots 5 --kafka-port 0 --web-port 0
cluster up | grep -q 'Already up' || die "the second up started something"
servers=127.0.0.1:$(value kafka-port)

say "submit the packaged jar"
cluster submit parallelism=2 answer.deadline="5 s" answer.give-up="60 s"
id=$(job)
traffic 300 first

say "kill -9 of a TaskManager"
tasks=$(running_tasks "$id")
kill -9 "$(cat "$data/pids/taskmanager-1.pid")"
was_restarted() { [ "$(restarted "$id")" != 0 ] && [ "$(running_tasks "$id")" = "$tasks" ]; }
traffic 300 second
await "restart of the job" 120 was_restarted
if grep -l 'already loaded in another classloader' "$data"/logs/*; then die "DJL was loaded twice"; fi

say "start what is missing"
cluster up | grep -q 'taskmanager-1' || die "up did not bring the TaskManager back"

say "kill -9 of the JobManager that leads"
leader=$(cluster status | sed -n 's/^\(jobmanager[^ ]*\) *leads .*/\1/p')
[ -n "$leader" ] || die "no JobManager leads"
kill -9 "$(cat "$data/pids/$leader.pid")"
traffic 300 standby
followed() { cluster status | grep -q '^jobmanager.* leads' && ! cluster status | grep -q "^$leader .* leads"; }
cluster up | grep -q "$leader" || die "up did not bring $leader back"
await "other leader" 60 followed
[ "$(job)" = "$id" ] || die "the job is another one"

say "savepoint, stop, resume with parallelism 3 instead of 2"
cluster flink savepoint "$id" | tail -n 1
savepoint=$(cluster flink stop --savepointPath "$data/savepoints" "$id" | sed -n 's/.*Path: \(file:[^ ]*\).*/\1/p')
[ -n "$savepoint" ] || die "stop made no savepoint"
cluster submit --from "$savepoint" parallelism=3 answer.deadline="5 s" answer.give-up="60 s"
traffic 300 third

say "down"
cluster down
[ -z "$(left)" ] || die "still running: $(left)"

say "application mode with a standby"
cluster up --standby --application --slots 5 --kafka-port 0 --web-port 0 answer.deadline="5 s" answer.give-up="60 s"
servers=127.0.0.1:$(value kafka-port)
id=$(job)
traffic 300 fourth
kill -9 "$(cat "$data/pids/jobmanager.pid")" "$(cat "$data/pids/jobmanager-2.pid")"
cluster up | grep -q 'jobmanager-2' || die "up did not bring the JobManagers back"
traffic 300 fifth
[ "$(job)" = "$id" ] || die "the job is another one"

say "down"
cluster down
[ -z "$(left)" ] || die "still running: $(left)"
trap - EXIT

say "outages, with Flink's default settings and with ours"
"$parm" bench recovery --runs 1 --out "$data/recovery" | tee "$data/recovery.log"
if grep 'DID NOT HOLD' "$data/recovery.log"; then die "an outage is longer than promised"; fi
grep -q '^held: recommended settings' "$data/recovery.log" || die "no outage was measured"
[ -n "${1:-}" ] || rm -rf "$data"
say "all of it went well"
