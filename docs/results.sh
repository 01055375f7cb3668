#!/usr/bin/env bash
# Trains what the results table lists and is not there yet, each within MINUTES of training, and writes the table into docs/results.md.
# Usage: docs/results.sh [MINUTES]      (a killed run goes on where it was)
set -euo pipefail

cd "$(dirname "$0")/.."
minutes=${1:-8}
out=${PARM_DATA:-parm-data}/results
mkdir -p "$out"

train() {
  local name=$1
  shift
  [ -f "$out/$name/service.yaml" ] || ./parm train "$@" --minutes "$minutes" --seed 1 --out "$out/$name"
}

# Every code on one deployed model.
for k in 2 3 4; do
  for code in stacking/per-slot concatenation/per-slot stacking/sum concatenation/sum addition/sum; do
    train "fashion-mnist-${code//\//-}-k$k" --task fashion-mnist --deployed models/fashion-mnist-k2 --code "$code" --k "$k"
  done
done
train fashion-mnist-addition-sum-k2-r2 --task fashion-mnist --deployed models/fashion-mnist-k2 --code addition/sum --k 2 --r 2

# The best code on the other tasks whose data is here; k = 2 trains the deployed model, which the others take over.
for task in mnist cifar10 cat-v-dog localisation; do
  if ./parm data list | grep -A 1 "^$task " | grep -q "there is no"; then
    echo "$task is left out: ./parm data fetch $task" >&2
    continue
  fi
  train "$task-k2" --task "$task" --model resnet --code stacking/per-slot --k 2
  for k in 3 4; do
    train "$task-k$k" --task "$task" --deployed "$out/$task-k2" --code stacking/per-slot --k "$k"
  done
done

table=$(./parm results models/*/ "$out"/*/)
awk -v table="$table" '
  /<!-- \/results -->/ { inside = 0 }
  !inside { print }
  /<!-- results -->/ { inside = 1; print table }' docs/results.md >docs/results.md.new
mv docs/results.md.new docs/results.md
