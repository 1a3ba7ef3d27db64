// Tries mutants in the process of the tests, a test at a time: a process for each mutant would take days. Started by ../mutation.py, in the folder of the tests' program.
using ConnectionDiagnostics.Mutants;

switch (args)
{
    case ["coverage", var assembly, var limit, var output]:
        // What is reached while tests are only found is computed once, in this process.
        MutantSwitch mutants = MutantSwitch.Find();
        mutants.BeginCoverage();
        await new CoverageRun(TestCase.FindAll(assembly), mutants, TimeSpan.Parse(limit, null)).WriteAsync(output);
        return 0;
    case ["try", var assembly, var limit]:
        await new Trial(TestCase.FindAll(assembly), MutantSwitch.Find(), TimeSpan.Parse(limit, null)).RunAsync(Console.In, Console.Out);
        return 0;
    case ["try-cold", var assembly, var limit, var mutant]:
        // Before anything of the library has run: what is computed once is computed by the mutant.
        MutantSwitch cold = MutantSwitch.Find();
        cold.Activate(int.Parse(mutant, null));
        await new Trial(TestCase.FindAll(assembly), cold, TimeSpan.Parse(limit, null)).RunAsync(Console.In, Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync("ConnectionDiagnostics.Mutants coverage TESTS.dll LIMIT FILE | try TESTS.dll LIMIT | try-cold TESTS.dll LIMIT MUTANT");
        return 2;
}
