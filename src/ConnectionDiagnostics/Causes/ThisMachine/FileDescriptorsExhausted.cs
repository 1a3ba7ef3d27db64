using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>This process or machine has no file descriptor left.</summary>
internal sealed class FileDescriptorsExhausted : ICauseRule
{
    public CauseCode Code => CauseCode.FileDescriptorsExhausted;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        bool noDescriptor = evidence.Attempts().Any(attempt => attempt.Error == SocketError.TooManyOpenSockets)
            || evidence.Names.Value is { Error: SocketError.TooManyOpenSockets };
        if (scales.Outcome == ConnectionOutcome.ResourceExhausted && noDescriptor)
        {
            scales.Confirm(Message.Of("file-descriptors-exhausted.summary"), Message.Of("file-descriptors-exhausted.reason"));
            scales.Remedy(RemedyActor.Client, Message.Of("file-descriptors-exhausted.remedy"), "ulimit -n");
        }
    }
}
