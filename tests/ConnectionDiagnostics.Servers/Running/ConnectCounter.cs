using System.Reflection;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>The real system with a count of the connections that a diagnosis makes. Everything is passed on.</summary>
internal class ConnectCounter : DispatchProxy
{
    private IOperatingSystem _real = null!;
    private int _connects;

    public int Connects => _connects;

    public static (IOperatingSystem System, ConnectCounter Counter) Around(IOperatingSystem real)
    {
        IOperatingSystem system = Create<IOperatingSystem, ConnectCounter>();
        var counter = (ConnectCounter)(object)system;
        counter._real = real;
        return (system, counter);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IOperatingSystem.ConnectAsync))
        {
            Interlocked.Increment(ref _connects);
        }

        return targetMethod.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
