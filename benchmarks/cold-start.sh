#!/usr/bin/env bash
# One diagnosis of a refused port from a cold start: the tool compiled ahead of time, the same on the runtime (JIT), and nmap --reason, in turn.
# Sizes, wall time and memory of the whole process; medians and maxima. Everything stays on loopback, in a network namespace of its own (needs the right to make
# one), so that nothing else is asked or disturbed. Writes benchmarks/results/cold-start.md.
#
# usage: benchmarks/cold-start.sh [rounds]        needs nmap, and what Native AOT links with (clang or gcc, zlib1g-dev)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-41}
if [ -z "${CONNDIAG_COLD_INSIDE:-}" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  dotnet publish src/ConnectionDiagnostics.Tool -c Release -v quiet -o "$work/jit"
  .ci/publish-tool-aot "$work/aot"
  .ci/publish-tool-aot "$work/aot-size" -p:OptimizationPreference=Size
  CONNDIAG_COLD_INSIDE=$work unshare --map-root-user --net "$0" "$rounds"
  exit
fi

ip link set lo up
work=$CONNDIAG_COLD_INSIDE
export work
rounds=$rounds commit=$(git rev-parse --short HEAD) sdk=$(dotnet --version) /usr/bin/python3 - >"$work/cold-start.md" <<'P'
import datetime, os, pathlib, platform, statistics, subprocess, time

work, rounds = pathlib.Path(os.environ['work']), int(os.environ['rounds'])
target = '127.0.0.1:20001'   # Nobody listens in this namespace.
programs = {
    'aot': [work / 'aot/conndiag', target],
    'aot-size': [work / 'aot-size/conndiag', target],
    'jit': [work / 'jit/conndiag', target],
    'nmap': ['nmap', '--reason', '-Pn', '-n', '-p', '20001', '127.0.0.1'],
}
verdicts = {'aot': 'server-not-listening', 'aot-size': 'server-not-listening', 'jit': 'server-not-listening', 'nmap': 'conn-refused reset'}
walls, peaks = {name: [] for name in programs}, {name: [] for name in programs}
for name, command in [pair for _ in range(rounds + 1) for pair in programs.items()]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read().decode()
    _, _, usage = os.wait4(process.pid, 0)
    walls[name].append((time.perf_counter() - started) * 1000)
    peaks[name].append(usage.ru_maxrss / 1024)
    if not any(word in output for word in verdicts[name].split()):
        raise SystemExit(f'{name} told: {output}')

def size(folder, names=None):
    return sum(f.stat().st_size for f in (work / folder).iterdir() if f.suffix not in ('.pdb', '.dbg') and (names is None or f.name in names)) / 1e6

cpu = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), 'unknown')
ms = lambda name: statistics.median(walls[name][1:])   # The first round only fills the page cache.
print('# A cold start\n')
print(f'{datetime.date.today()}, commit {os.environ["commit"]}, .NET SDK {os.environ["sdk"]}; {cpu}, {os.cpu_count()} cores, Linux {platform.release().split("-")[0]}.')
print(f'Made by `benchmarks/cold-start.sh {rounds}`: one refused port on loopback, in a network namespace of its own; each a process from start to end, in turn,')
print('the page cache warm. conndiag gives the full diagnosis as text; nmap gives `refused` or `reset`.\n')
print('| program | size, MB | wall, median ms | maximum | peak memory, median MB |')
print('|---|---|---|---|---|')
nmap_version = subprocess.run(['nmap', '--version'], capture_output=True, text=True).stdout.split()[2]
rows = [
    ('conndiag, Native AOT (`-p:PublishAot=true`)', 'aot', f'{size("aot"):.1f}'),
    ('conndiag, Native AOT, `OptimizationPreference=Size`', 'aot-size', f'{size("aot-size"):.1f}'),
    ('conndiag on the runtime (the dotnet tool)', 'jit', f'{size("jit"):.1f} and the runtime'),
    (f'nmap {nmap_version} `--reason -Pn -n -p 20001`', 'nmap', ''),
]
for title, name, mb in rows:
    print(f'| {title} | {mb} | {ms(name):.1f} | {max(walls[name][1:]):.1f} | {statistics.median(peaks[name][1:]):.1f} |')
print(f'\nNative AOT takes {ms("aot") / ms("nmap"):.2f} of nmap\'s wall time (goal: at most 0.5) and {ms("aot") / ms("jit"):.2f} of the runtime\'s; '
      f'on the runtime it is {ms("jit") / ms("nmap"):.1f} times nmap\'s.')
P
cp "$work/cold-start.md" benchmarks/results/cold-start.md
cat benchmarks/results/cold-start.md
