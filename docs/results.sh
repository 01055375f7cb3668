#!/usr/bin/env bash
# Trains what the results table lists and is not there yet, and writes the table into docs/results.md. All of it takes hours on two cores.
# Needs ./parm data fetch mnist and cifar10 first.
# Usage: docs/results.sh [RECORDINGS]      (the folder of the spoken digits; a killed run goes on where it was)
set -euo pipefail

cd "$(dirname "$0")/.."
recordings=${1:-}
out=${PARM_DATA:-parm-data}/results
mkdir -p "$out"

train() {
  local name=$1
  shift
  [ -f "$out/$name/service.yaml" ] && [ ! -d "$out/$name/.training" ] && return
  ./parm train "$@" --threads 1 --seed 1 --out "$out/$name"
}

# The best code on the other tasks. Where there are several, the first trains the deployed model, which the others take over.
per_slot=(--code stacking/per-slot)
train mnist-k2 --task mnist --model cnn --epochs 4 "${per_slot[@]}" --k 2 --parity-model compact-32 --parity-epochs 8
train mnist-k3 --task mnist --deployed "$out/mnist-k2" "${per_slot[@]}" --k 3 --parity-model compact-24 --parity-epochs 10
train mnist-k4 --task mnist --deployed "$out/mnist-k2" "${per_slot[@]}" --k 4 --parity-model compact-20 --parity-epochs 12
# These two in bfloat16, which is for processors with AMX.
cifar10=(--task cifar10 --precision bfloat16 --weight-decay 0.1)
train cifar10-k2 "${cifar10[@]}" --model resnet-wide --epochs 30 "${per_slot[@]}" --k 2 --parity-model resnet-24 --parity-epochs 30
train cifar10-k4 "${cifar10[@]}" --deployed "$out/cifar10-k2" "${per_slot[@]}" --k 4 --parity-model compact-40 --parity-epochs 14
train cat-v-dog-k2 --task cat-v-dog --precision bfloat16 --weight-decay 0.1 --model resnet --epochs 24 "${per_slot[@]}" --k 2 --parity-model compact-36 \
  --parity-epochs 36
train localisation-k2 --task localisation --model resnet --epochs 16 "${per_slot[@]}" --k 2 --parity-model sized --parity-epochs 24
if [ -n "$recordings" ]; then
  train speech-k2 --task speech --data "$recordings" --model cnn --epochs 30 "${per_slot[@]}" --k 2 --parity-model compact-24 \
    --parity-epochs 60
fi

# Every other code, briefly, beside the deployed model of Fashion-MNIST. A deployed model takes no stacked queries.
fashion=(--task fashion-mnist --deployed models/fashion-mnist-k2 --parity-epochs 6)
for k in 2 3 4; do
  for code in concatenation/per-slot addition/sum concatenation/sum; do
    train "fashion-mnist-${code//\//-}-k$k" "${fashion[@]}" --code "$code" --k "$k"
  done
  train "fashion-mnist-stacking-sum-k$k" "${fashion[@]}" --code stacking/sum --k "$k" --parity-model compact-48
done
train fashion-mnist-addition-sum-k2-r2 "${fashion[@]}" --code addition/sum --k 2 --r 2

table=$(./parm results models/*/ "$out"/*/)
awk -v table="$table" '
  /<!-- \/results -->/ { inside = 0 }
  !inside { print }
  /<!-- results -->/ { inside = 1; print table }' docs/results.md >docs/results.md.new
mv docs/results.md.new docs/results.md
