#!/bin/bash
# The sweep beside nmap -sT and curl --parallel, and one diagnosis beside nmap --reason and curl, on the same targets in turn.
# Several rounds; the ratios are of medians. Writes results/compare.md. Everything stays on loopback, in a network namespace of its own
# (needs the right to make one), so that nothing else that the machine does is measured or disturbed.
#
# usage: benchmarks/compare.sh [rounds] [ports]        needs nmap and curl
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
ports=${2:-10000}
if [ -z "${CONNDIAG_COMPARE_INSIDE:-}" ]; then
    native=$(mktemp -d)
    trap 'rm -rf "$native"' EXIT
    .ci/publish-tool-aot "$native/tool"
    CONNDIAG_COMPARE_INSIDE=$native/tool/conndiag unshare --map-root-user --net "$0" "$rounds" "$ports"
    exit
fi

ip link set lo up
tool=$CONNDIAG_COMPARE_INSIDE
work=$(mktemp -d)
listener=
trap '[ -z "$listener" ] || kill "$listener"; rm -rf "$work"' EXIT
first=20000
last=$((first + ports - 1))

# Refused: nobody listens in this namespace. Open: one listener on every address, reached at as many addresses of 127/8.
seq "$first" "$last" | sed 's/^/127.0.0.1:/' > "$work/refused"
python3 -c "for i in range($ports): print(f'127.1.{i >> 8}.{i & 255}')" > "$work/addresses"
sed 's/$/:19999/' "$work/addresses" > "$work/open"
python3 -c "for i in range(10 * $ports): print(f'127.{2 + (i >> 16)}.{(i >> 8) & 255}.{i & 255}:9')" > "$work/many"
sed 's|.*|url = "http://&/"\noutput = "/dev/null"|' "$work/refused" > "$work/curl"
python3 -c '
import socket
s = socket.create_server(("0.0.0.0", 19999), backlog=4096)
while True: s.accept()[0].close()' &
listener=$!
# Listening before anything is measured.
until ss -ltn 'sport = :19999' | grep -q 19999; do :; done

# name, then the command; its wall time in seconds is appended to a file of that name. That targets fail is what is measured.
measure() {
    local name=$1
    shift
    local from=$EPOCHREALTIME
    timeout 300 "$@" > /dev/null 2>&1 || true
    python3 -c "print($EPOCHREALTIME - $from)" >> "$work/$name.times"
}

# Beside the time, the largest memory that the process had, in MiB.
measure_memory() {
    local name=$1
    shift
    python3 - "$work/$name" "$@" <<'P'
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
with open(sys.argv[1] + '.times', 'a') as times, open(sys.argv[1] + '.memory', 'a') as memory:
    print(time.perf_counter() - start, file=times)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=memory)
P
}

for ((round = 0; round < rounds; round++)); do
    measure refused-nmap nmap -sT -Pn -n -T5 --min-parallelism 300 -p "$first-$last" 127.0.0.1
    measure refused-conndiag "$tool" sweep "$work/refused"
    measure refused-json-conndiag "$tool" sweep "$work/refused" --json
    measure refused-curl curl --silent --parallel --parallel-max 300 --config "$work/curl"
    measure open-nmap nmap -sT -Pn -n -T5 --min-parallelism 300 -p 19999 -iL "$work/addresses"
    measure open-conndiag "$tool" sweep "$work/open"
    measure_memory many-conndiag "$tool" sweep "$work/many"
    measure one-nmap nmap -sT -Pn -n --reason -p 20001 127.0.0.1
    measure one-conndiag "$tool" 127.0.0.1:20001
    measure one-curl curl --silent http://127.0.0.1:20001/
done

commit=$(git rev-parse --short HEAD) ports=$ports work=$work python3 - > benchmarks/results/compare.md <<'P'
import datetime, os, platform, statistics
work = os.environ['work']
ports = f"{int(os.environ['ports']):,}".replace(',', ' ')
times = lambda name: [float(line) for line in open(f'{work}/{name}.times')]
cpu = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), 'unknown')
print(f'# The sweep and one diagnosis, beside nmap and curl\n')
print(f'{datetime.date.today()}, commit {os.environ["commit"]}; {cpu}, {os.cpu_count()} cores, Linux {platform.release()}.')
print('Made by `benchmarks/compare.sh`: the tool compiled ahead of time, a network namespace with loopback alone, the programs in turn. Seconds of wall time, the whole process.\n')
print('| what | conndiag, median | beside | its median | ratio | goal |')
print('|---|---|---|---|---|---|')
rows = [
    (f'{ports} refused, full diagnosis each', 'refused-conndiag', 'nmap', 'refused-nmap', 0.6),
    (f'{ports} refused, the whole report of each as JSON', 'refused-json-conndiag', 'nmap', 'refused-nmap', None),
    (f'{ports} refused, full diagnosis each', 'refused-conndiag', 'curl --parallel', 'refused-curl', None),
    (f'{ports} open', 'open-conndiag', 'nmap', 'open-nmap', 0.8),
    ('one refused', 'one-conndiag', 'nmap --reason', 'one-nmap', 0.5),
    ('one refused', 'one-conndiag', 'curl', 'one-curl', None),
]
missed = []
for what, ours, other, theirs, goal in rows:
    a, b = statistics.median(times(ours)), statistics.median(times(theirs))
    print(f'| {what} | {a:.3f} | {other} | {b:.3f} | {a / b:.2f} | {"" if goal is None else f"at most {goal}"} |')
    if goal is not None and a / b > goal:
        missed.append(f'- {what}: {a / b:.2f} times {other} instead of {goal}, {a / b / goal:.1f} times the goal.')
many, ten = statistics.median(times('many-conndiag')), statistics.median(times('refused-conndiag'))
peak = max(float(line) for line in open(f'{work}/many-conndiag.memory'))
print(f'\nTen times as many refused targets: {many:.3f} s, {many / ten / 10:.2f} times as long for each (goal: at most 1.1); at most {peak:.0f} MiB of memory (goal: under 150).')
if many / ten / 10 > 1.1 or peak >= 150:
    missed.append('- ten times as many targets: see above.')
print('\nMissed:\n' + '\n'.join(missed) if missed else '\nNo goal is missed.')
notes = 'benchmarks/results/compare-why.md'
if missed and os.path.exists(notes):
    print('\n' + open(notes).read().rstrip())
print('\n## Raw figures\n')
for name in sorted(entry[:-6] for entry in os.listdir(work) if entry.endswith('.times')):
    print(f'- {name}: ' + ' '.join(f'{t:.3f}' for t in times(name)))
P
cat benchmarks/results/compare.md
