"""Tries the mutants that Stryker has made with the tests that reach them, and writes the figures. Called by mutation.sh, which says how they are made.

mutation.py try WORK             resumes where it was stopped; what was killed by a test once is not tried again
mutation.py report WORK FILE     the figures, and WORK/survivors.txt
"""
import collections
import datetime
import itertools
import json
import pathlib
import platform
import queue
import subprocess
import sys
import threading

WORKERS = 2
# A test of the runner's own length, or of a browser's, is not run once for each mutant.
LONGEST_TEST_MS = 1500
# Loops that never end are ended by the runner after so long (hours:minutes:seconds).
LIMIT = "00:00:12"
PROJECTS = {"Tests": 6000, "LoopbackTests": 12000}
COLD_MS = 3000

work = pathlib.Path(sys.argv[2])


def read_lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def mutants():
    """Stryker's own counting: what does not compile, and what would mutate the inside of a mutated block, is no mutant."""
    report = json.loads((work / "report.json").read_text())
    return {int(m["id"]): (file.split("src/ConnectionDiagnostics/")[-1], m)
            for file, content in report["files"].items() for m in content["mutants"] if m["status"] in ("NoCoverage", "Survived")}


def command(project, *arguments):
    name = f"ConnectionDiagnostics.{project}"
    return ["dotnet", "exec", "--depsfile", f"{name}.deps.json", "--runtimeconfig", f"{name}.runtimeconfig.json", "ConnectionDiagnostics.Mutants.dll",
            arguments[0], f"{name}.dll", LIMIT, *arguments[1:]]


def folder(project):
    return work / "repository" / "tests" / f"ConnectionDiagnostics.{project}" / "bin" / "Debug" / "net10.0"


class Worker:
    """A process that tries mutants; a new one where a mutant made it end."""

    def __init__(self, project):
        self.project, self.process = project, None

    def try_one(self, mutant, tests):
        # A process can end for reasons of its own: a mutant has ended it when it ends the next one too.
        for _ in range(2):
            self.process = self.process or self.start("try")
            killer = self.ask(self.process, mutant, tests)
            if killer != -2:
                break
            self.process.kill()
            self.process.wait()
            self.process = None
        return killer

    def try_cold(self, mutant, tests):
        process = self.start("try-cold", str(mutant))
        try:
            return self.ask(process, mutant, tests)
        finally:
            process.kill()
            process.wait()

    def start(self, *arguments):
        return subprocess.Popen(command(self.project, *arguments), cwd=folder(self.project), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True)

    @staticmethod
    def ask(process, mutant, tests):
        """The test that failed, -1 for none, -2 when the process was ended."""
        try:
            process.stdin.write(" ".join(map(str, [mutant, *tests])) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline().split()
        except BrokenPipeError:
            answer = []
        return int(answer[1]) if len(answer) == 2 else -2


def in_turn(tests):
    """One of each test method, then the second of each: rows of a theory are much alike. The tests come by their duration."""
    rows = collections.defaultdict(list)
    for test in tests:
        rows[test["method"]].append(test)
    for i in itertools.count():
        round_of_all = [tests[i] for tests in rows.values() if i < len(tests)]
        if not round_of_all:
            break
        yield from round_of_all


def within(tests, milliseconds):
    chosen, spent = [], 0
    for test in tests:
        spent += test["ms"]
        if spent > milliseconds:
            break
        chosen.append(test["test"])
    return chosen


def run_all(project, jobs, cold, write):
    todo = queue.SimpleQueue()
    for job in jobs:
        todo.put(job)

    def work_off():
        worker = Worker(project)
        while True:
            try:
                mutant, tests = todo.get_nowait()
            except queue.Empty:
                break
            tests = tests()
            write(mutant, project, len(tests), worker.try_cold(mutant, tests) if cold else worker.try_one(mutant, tests))
        if worker.process:
            worker.process.kill()

    threads = [threading.Thread(target=work_off) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def try_all():
    known, results = mutants(), work / "results.jsonl"
    done = collections.defaultdict(dict)
    for line in read_lines(results):
        done[line["mutant"]][line["project"], line["cold"]] = line
    lock, output = threading.Lock(), results.open("a")

    def writer(cold):
        def write(mutant, project, count, killer):
            line = {"mutant": mutant, "project": project, "cold": cold, "tests": count, "killer": killer}
            with lock:
                done[mutant][project, cold] = line
                output.write(json.dumps(line) + "\n")
                output.flush()
        return write

    def killed(mutant):
        return any(line["killer"] != -1 and line["tests"] for line in done[mutant].values())

    by_file = collections.defaultdict(set)
    for mutant, (file, _) in known.items():
        by_file[file].add(mutant)
    for project, milliseconds in PROJECTS.items():
        coverage = read_lines(work / f"coverage.{project}.jsonl")
        usable = sorted((test for test in coverage if test["passed"] and test["ms"] <= LONGEST_TEST_MS), key=lambda test: test["ms"])
        reaching = collections.defaultdict(list)
        for test in usable:
            for mutant in test["reached"]:
                reaching[mutant].append(test)
        jobs = [(mutant, lambda tests=reaching[mutant], limit=milliseconds: within(in_turn(tests), limit)) for mutant in sorted(known)
                if reaching[mutant] and not killed(mutant) and (project, False) not in done[mutant]]
        print(f"{project}: {len(jobs)} mutants", flush=True)
        run_all(project, jobs, False, writer(False))
        def beside(file):
            """The tests that are named like the file, and those that reach anything in it."""
            reached = {test["test"] for other in by_file[file] for test in reaching[other]}
            named = [test for test in usable if pathlib.Path(file).stem in test["name"]]
            return within(itertools.chain(in_turn(named), in_turn(test for test in usable if test["test"] in reached)), COLD_MS)

        if project == "Tests":
            # Reached only when something is computed once in a process, mostly a table: by a process for each, with the tests that reach anything in its file.
            once = {mutant for line in coverage for mutant in [*line["once"], *(line["reached"] if line["test"] < 0 else [])]}
            jobs = []
            for mutant in sorted(once & known.keys()):
                if not reaching[mutant] and not killed(mutant) and (project, True) not in done[mutant]:
                    jobs.append((mutant, lambda file=known[mutant][0]: beside(file)))
            print(f"{project}, computed once: {len(jobs)} mutants", flush=True)
            run_all(project, jobs, True, writer(True))


def report(file):
    known = mutants()
    state = {mutant: "not reached" for mutant in known}
    for line in read_lines(work / "results.jsonl"):
        mutant = line["mutant"]
        if mutant not in known or not line["tests"]:
            continue
        new = "killed" if line["killer"] >= 0 else "ended" if line["killer"] == -2 else "survived"
        if state[mutant] not in ("killed", "ended"):
            state[mutant] = new
    folders = collections.defaultdict(collections.Counter)
    for mutant, (path, _) in known.items():
        parts = path.split("/")
        room = "/".join(parts[:2]) if parts[0] in ("Platform", "Probes") else parts[0]
        folders[room][state[mutant]] += 1
        folders[None][state[mutant]] += 1

    def row(name, counts):
        total = sum(counts.values())
        return (f"| {name} | {total} | {counts['killed']} | {counts['ended']} | {counts['survived']} | {counts['not reached']} | "
                f"{100 * (counts['killed'] + counts['ended']) / total:.1f} % |")

    raw = json.loads((work / "report.json").read_text())
    statuses = collections.Counter(m["status"] for content in raw["files"].values() for m in content["mutants"])
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=work / "repository", capture_output=True, text=True, check=True).stdout.strip()
    rows = [row(f"`{name}`", counts) for name, counts in sorted((item for item in folders.items() if item[0]))]
    pathlib.Path(file).write_text("\n".join([
        "# Mutation testing of the rules and the parsers", "",
        f"{datetime.date.today()}, commit {commit}, {platform.system()} {platform.machine()}; reproduce with `benchmarks/mutation.sh`.", "",
        "Stryker.NET makes the mutants, all in one assembly, of which one at a time is switched on; `ConnectionDiagnostics.Mutants` tries each in the process",
        "of the tests with the unit tests that reach it, then with the loopback tests (real sockets), until one fails. What is computed once in a process,",
        "a table for instance, gets a process of its own. A mutant that no test reaches counts as alive.", "",
        "| room | mutants | killed | ended in a loop or a crash | survived | not reached | killed of all |",
        "|---|---:|---:|---:|---:|---:|---:|", *rows, row("**all**", folders[None]), "",
        f"Left out: {statuses['CompileError']} that do not compile (Stryker drops all mutants of a method together with one that does not compile and cannot be told apart), and "
        f"{statuses['Ignored']} inside a block that is removed as a whole by another mutant, or of files that are no rules and no parsers.",
        "Tests that take longer than 1.5 s are not used, and for each mutant 6 s of unit tests and 12 s of loopback tests at most. The approved sentences",
        "(`WhatIsSaidTests`) are among the unit tests, the fuzzers, the lab and the real servers are not.", ""]))
    survivors = sorted((path, m["location"]["start"]["line"], mutant, m) for mutant, (path, m) in known.items() if state[mutant] in ("survived", "not reached"))
    (work / "survivors.txt").write_text("".join(
        f"{path}:{line} {state[mutant]} #{mutant} {m['mutatorName']}: {' '.join(m.get('replacement', '').split())[:160]}\n" for path, line, mutant, m in survivors))


if sys.argv[1] == "try":
    try_all()
else:
    report(sys.argv[3])
