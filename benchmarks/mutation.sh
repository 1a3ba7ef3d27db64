#!/usr/bin/env bash
# Mutation testing of the rules (src/ConnectionDiagnostics/Causes) and of the parsers, an hour or two of two processors.
# Usage: benchmarks/mutation.sh [work folder]   Writes benchmarks/results/mutation.md, and what survived to survivors.txt in the work folder. Resumes there.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
work=$(realpath -m "${1:-$(mktemp -d)}")
stryker=5.1.0
projects=(Tests LoopbackTests)
mkdir -p "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Tests look for the repository above them.
[ -d "$work/repository" ] || git clone -q "$here" "$work/repository"

if [ ! -e "$work/report.json" ]; then
  # Stryker makes all mutants in one assembly, and then would run all tests for each, in a process of their own: it is given a single trivial test.
  [ -d "$work/stryker" ] || dotnet tool install dotnet-stryker --version $stryker --tool-path "$work/stryker"
  [ -d "$work/made" ] || git clone -q "$here" "$work/made"
  tests=$work/made/tests/ConnectionDiagnostics.Tests
  find "$tests" -name '*.cs' -delete
  cat >"$tests/Trivial.cs" <<'CS'
namespace ConnectionDiagnostics.Tests;

public class Trivial
{
    [Fact]
    public void Something_runs() => Assert.NotEmpty(CauseCode.WellKnown);
}
CS
  # It takes its mutants away when it is done: they are fetched when they appear.
  (
    until [ -e "$work/report.json" ]; do
      found=$(find "$work/made" -name ConnectionDiagnostics.dll -exec grep -alq MutantControl {} \; -print -quit)
      if [ -n "$found" ] && [ "$found" -nt "$work/mutated.dll" ]; then
        cp -p "$found" "$work/fetched.dll" && mv "$work/fetched.dll" "$work/mutated.dll"
      fi
      sleep 1
    done
  ) &
  fetching=$!
  trap 'kill $fetching 2>/dev/null || true' EXIT
  (cd "$tests" && "$work/stryker/dotnet-stryker" -f "$here/benchmarks/ConnectionDiagnostics.Mutants/stryker-config.json")
  cp "$tests"/StrykerOutput/*/reports/mutation-report.json "$work/report.json"
fi

dotnet build -v quiet benchmarks/ConnectionDiagnostics.Mutants
for project in "${projects[@]}"; do
  folder=$work/repository/tests/ConnectionDiagnostics.$project
  output=$folder/bin/Debug/net10.0
  [ -d "$output" ] || dotnet build -v quiet "$folder"
  cp "$work/mutated.dll" "$output/ConnectionDiagnostics.dll"
  cp benchmarks/ConnectionDiagnostics.Mutants/bin/Debug/net10.0/ConnectionDiagnostics.Mutants.dll "$output"
  [ -e "$work/coverage.$project.jsonl" ] || (
    cd "$output"
    dotnet exec --depsfile "ConnectionDiagnostics.$project.deps.json" --runtimeconfig "ConnectionDiagnostics.$project.runtimeconfig.json" \
      ConnectionDiagnostics.Mutants.dll coverage "ConnectionDiagnostics.$project.dll" 00:01:00 "$work/coverage.$project.jsonl"
  )
done

python3 benchmarks/mutation.py try "$work"
python3 benchmarks/mutation.py report "$work" benchmarks/results/mutation.md
