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
