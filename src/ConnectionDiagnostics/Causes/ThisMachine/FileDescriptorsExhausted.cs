using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>This process or machine has no file descriptor left.</summary>
internal sealed class FileDescriptorsExhausted : ICatalogueRule
{
    public CauseCode Code => CauseCode.FileDescriptorsExhausted;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        // .NET has one error for EMFILE and ENFILE, and writes both as the latter.
        KnownErrors.DotNet("System.Net.Sockets.SocketException (23): Too many open files in system"),
        KnownErrors.Chrome("net::ERR_INSUFFICIENT_RESOURCES"),
        KnownErrors.Node("Error: connect EMFILE …"),
        KnownErrors.Java("java.net.SocketException: Too many open files"),
        KnownErrors.Of("nginx", "accept4() failed (24: Too many open files)"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        bool noDescriptor = evidence.Attempts().Any(attempt => attempt.Error == SocketError.TooManyOpenSockets)
            || evidence.Names.Value is { Error: SocketError.TooManyOpenSockets };
        if (scales.Outcome == ConnectionOutcome.ResourceExhausted && noDescriptor)
        {
            scales.Confirm(Message.Of("file-descriptors-exhausted.summary"), Message.Of("file-descriptors-exhausted.reason"));
            scales.Remedy(RemedyActor.Client, Message.Of("file-descriptors-exhausted.remedy"), Commands.ShowDescriptorLimit(evidence));
        }
    }
}
