#!/usr/bin/env bash
# A long run of diagnoses of mixed outcome, some cancelled at a random moment: nothing may grow. In a network namespace of its own (needs the right
# to make one), against servers in a process of their own.
# Usage: benchmarks/soak.sh [seconds] [file]   600 seconds are about a million diagnoses; writes benchmarks/results/soak.md. Exit code 1 when something grew.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
file=$(realpath -m "${2:-benchmarks/results/soak.md}")
# The pool tries out other numbers of threads while it is busy; without that only a thread that blocks makes it take one more.
export DOTNET_HillClimbing_Disable=1
dotnet build -c Release -v quiet benchmarks/ConnectionDiagnostics.Benchmarks >/dev/null
exec unshare --map-root-user --net sh -c 'ip link set lo up && exec "$@"' sh \
  timeout $((seconds + 120)) dotnet benchmarks/ConnectionDiagnostics.Benchmarks/bin/Release/net10.0/ConnectionDiagnostics.Benchmarks.dll soak "$seconds" "$file"
