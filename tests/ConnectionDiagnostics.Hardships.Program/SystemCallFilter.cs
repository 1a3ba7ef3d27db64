using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Hardships;

/// <summary>A seccomp filter for all threads: <c>socket</c> of the families netlink and packet, and of raw and ping sockets, is not permitted (seccomp(2)).</summary>
internal static unsafe partial class SystemCallFilter
{
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort And = 0x54;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x00050000 | 1;

    private const int OffsetOfNumber = 0;
    private const int OffsetOfFamily = 16;
    private const int OffsetOfType = 24;

    private const int SetNoNewPrivileges = 38;
    private const int SetModeFilter = 1;
    private const int AllThreads = 1;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static void Install()
    {
        const uint Netlink = 16;
        const uint Packet = 17;
        const uint Datagram = 2;
        const uint Raw = 3;
        uint socketCall = IsX64 ? 41u : 198u;
        Instruction[] filter =
        [
            new(Load, 0, 0, OffsetOfNumber),
            new(JumpIfEqual, 0, 7, socketCall),
            new(Load, 0, 0, OffsetOfFamily),
            new(JumpIfEqual, 6, 0, Netlink),
            new(JumpIfEqual, 5, 0, Packet),
            new(Load, 0, 0, OffsetOfType),
            new(And, 0, 0, 0xF),
            new(JumpIfEqual, 2, 0, Raw),
            // UDP stays: of it the name servers are asked. A ping socket is a datagram socket of ICMP.
            new(JumpIfEqual, 2, 0, Datagram),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, NotPermitted),
            new(Load, 0, 0, OffsetOfType + 8),
            new(JumpIfEqual, 0, 1, 1),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ];
        fixed (Instruction* first = filter)
        {
            var program = new FilterProgram { Length = (ushort)filter.Length, First = first };
            if (Control(SetNoNewPrivileges, 1, 0, 0, 0) != 0 || Call(IsX64 ? 317 : 277, SetModeFilter, AllThreads, &program) != 0)
            {
                throw new InvalidOperationException($"the filter was not installed: error {Marshal.GetLastPInvokeError()}");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint operation, nint flags, FilterProgram* program);

    /// <summary><c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public Instruction* First;
    }
}
