using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>Which other ports of a host are dialled: at most six, where the service usually is, where hosting panels are, and where many hosts answer.</summary>
internal static class HostPortChoice
{
    private const int MaxPorts = 6;

    private const int MaxUsual = 3;

    /// <summary>A mistyped port differs from the right one in a digit or two.</summary>
    private const int MistypedDigits = 2;

    /// <summary>SSH, or for SSH itself HTTPS: nearly every host has one of them.</summary>
    private static readonly int[] Common = [22, 443];

    /// <summary>Plesk, aaPanel, cPanel, Webmin, DirectAdmin (their own documentation).</summary>
    private static readonly int[] Panels = [8443, 8888, 2083, 10000, 2222];

    public static IReadOnlyList<(int Port, HostPortRole Role)> Choose(ConnectionTarget target)
    {
        int[] usual =
        [
            .. TargetScheme.UsualPorts(target.SchemeInfo).Where(port => port != target.Port)
                .OrderByDescending(port => PortDistance.Between(port, target.Port) <= MistypedDigits).Take(MaxUsual),
        ];
        int[] common = [.. Common.Where(port => port != target.Port && !usual.Contains(port)).Take(1)];
        IEnumerable<int> panels = Panels.Where(port => port != target.Port && !usual.Contains(port));
        return
        [
            .. usual.Select(port => (port, HostPortRole.UsualPort)),
            .. common.Select(port => (port, HostPortRole.CommonPort)),
            .. panels.Take(MaxPorts - usual.Length - common.Length).Select(port => (port, HostPortRole.ControlPanel)),
        ];
    }
}
