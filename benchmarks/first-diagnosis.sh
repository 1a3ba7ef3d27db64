#!/usr/bin/env bash
# The first diagnosis of an own-machine refusal in a cold process, and the median of later ones; several processes, medians and maxima.
# Usage: benchmarks/first-diagnosis.sh [processes]   writes benchmarks/results/first-diagnosis.md
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-15}
dotnet build -c Release -v quiet benchmarks/ConnectionDiagnostics.Benchmarks >/dev/null
program=benchmarks/ConnectionDiagnostics.Benchmarks/bin/Release/net10.0/ConnectionDiagnostics.Benchmarks
lines=$(for _ in $(seq "$runs"); do "$program" cold; done)
median() { printf '%s\n' "$lines" | awk -v c="$1" '{ print $c }' | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
maximum() { printf '%s\n' "$lines" | awk -v c="$1" '{ print $c }' | sort -n | tail -n 1; }
{
  echo "# The first diagnosis and later ones"
  echo
  echo "An own-machine refusal (\`server-not-listening\`, confirmed). $runs cold processes, in each the first diagnosis and the median of the"
  echo "next 100, beside the median of 100 bare \`Socket.ConnectAsync\` in try/catch in the same process. A shared, noisy machine: read the ratios."
  echo
  echo "| what | median | maximum | goal |"
  echo "|---|---|---|---|"
  echo "| first diagnosis in a cold process | $(median 1) ms | $(maximum 1) ms | under 1000 ms |"
  echo "| later diagnoses (median of 100) | $(median 2) ms | $(maximum 2) ms | under 15 ms |"
  echo "| slowest of 100 later diagnoses | $(median 3) ms | $(maximum 3) ms | |"
  echo "| bare connect, refused (baseline) | $(median 4) ms | $(maximum 4) ms | |"
  echo
  echo "Made by \`benchmarks/first-diagnosis.sh $runs\` on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), .NET $(dotnet --version), $(uname -sr | cut -d- -f1), $(nproc) cores."
} | tee benchmarks/results/first-diagnosis.md
