using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Hardships;

// An application that has connected once, then gets into trouble, and then wants to know why it cannot connect. It prints one diagnosis a line.
string hardship = args[0];
string[] targets = args[1..];

using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
if (hardship != "cold")
{
    // An ordinary connect, and a read that has to wait: the runtime has its threads and its epoll from then on.
    using var client = new TcpClient();
    await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
    using Socket served = await listener.AcceptSocketAsync();
    ValueTask<int> reading = client.GetStream().ReadAsync(new byte[1]);
    await served.SendAsync(new byte[1]);
    await reading;

    // And the threads that its pool has when it has worked, with two to spare: for one more it needs a pipe, and ends the process where it gets none.
    ThreadPool.GetMinThreads(out int workers, out _);
    using var together = new Barrier(workers + 2);
    await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Run(together.SignalAndWait)));

    await using var earlier = new ConnectionDiagnoser();
    await earlier.DiagnoseAsync(ConnectionTarget.Parse($"tcp://{listener.LocalEndpoint}"));
    await earlier.DiagnoseAsync(ConnectionTarget.Parse("tcp://127.0.0.1:1"));
}

await using var diagnoser = new ConnectionDiagnoser();
using IDisposable trouble = Trouble.Begin(hardship);
foreach (string target in targets)
{
    string address = target.Replace("LISTENING", listener.LocalEndpoint.ToString(), StringComparison.Ordinal);
    Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.ParseOrInvalid(address));
    Trouble.Pause();
    Console.WriteLine(diagnosis.ToJson());
}
