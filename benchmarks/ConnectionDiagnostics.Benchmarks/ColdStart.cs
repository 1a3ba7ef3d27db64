using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>
/// One cold process: the first diagnosis of an own-machine refusal, then the median of the next hundred, beside a bare connect
/// in try/catch in the same process. Prints one line; <c>benchmarks/first-diagnosis.sh</c> runs it several times.
/// </summary>
internal static class ColdStart
{
    private const int Repetitions = 100;

    public static async Task RunAsync()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = (IPEndPoint)bound.LocalEndPoint!;

        long start = Stopwatch.GetTimestamp();
        await using var diagnoser = new ConnectionDiagnoser();
        ConnectionTarget target = ConnectionTarget.Parse($"tcp://{endPoint}");
        Diagnosis first = await diagnoser.DiagnoseAsync(target);
        double cold = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (first.Causes is not [{ Likelihood: Likelihood.Confirmed }, ..] || first.Causes[0].Code != CauseCode.ServerNotListening)
        {
            throw new InvalidOperationException($"Not the diagnosis that was to be measured: {first}");
        }

        double[] diagnoses = await MeasureAsync(() => diagnoser.DiagnoseAsync(target));
        double[] connects = await MeasureAsync(() => ConnectAsync(endPoint));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{cold:0.0} {Median(diagnoses):0.000} {diagnoses.Max():0.000} {Median(connects):0.000}"));
    }

    private static async Task ConnectAsync(IPEndPoint endPoint)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint);
        }
        catch (SocketException)
        {
            // Refused, as it should be.
        }
    }

    private static async Task<double[]> MeasureAsync(Func<Task> action)
    {
        double[] times = new double[Repetitions];
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
