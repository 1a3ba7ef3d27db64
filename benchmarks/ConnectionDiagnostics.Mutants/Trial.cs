using System.Globalization;

namespace ConnectionDiagnostics.Mutants;

/// <summary>Takes lines of a mutant and the tests to try it with, and answers each with the first test that fails.</summary>
internal sealed class Trial(TestCase[] tests, MutantSwitch mutants, TimeSpan limit)
{
    public async Task RunAsync(TextReader input, TextWriter output)
    {
        // Tests may write to the console; only the answers are to be read there.
        Console.SetOut(TextWriter.Null);
        using var watchdog = new Watchdog(limit);
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            int[] numbers = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            int killer = -1;
            foreach (int test in numbers.AsSpan(1).ToArray())
            {
                mutants.Activate(numbers[0]);
                watchdog.Begin();
                bool failed = await tests[test].RunAsync().ConfigureAwait(false) is not null;
                watchdog.End();
                if (failed)
                {
                    killer = test;
                    break;
                }
            }

            mutants.Deactivate();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{numbers[0]} {killer}")).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }
    }
}
