using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing.Names;

namespace ConnectionDiagnostics.Testing;

/// <summary>What a <see cref="FaultyNameServer"/> answers to a question.</summary>
public sealed class NameAnswer
{
    private readonly string _name;

    private NameAnswer(string name, NameResponseCode? responseCode, params IPAddress[] records)
    {
        _name = name;
        ResponseCode = responseCode;
        Records = records;
    }

    /// <summary>The name does not exist: NXDOMAIN (RFC 2308, section 2.1).</summary>
    public static NameAnswer NameNotFound { get; } = new(nameof(NameNotFound), NameResponseCode.NameError);

    /// <summary>The name exists, and has no address: an answer without records (RFC 2308, section 2.2).</summary>
    public static NameAnswer NoAddress { get; } = new(nameof(NoAddress), NameResponseCode.NoError);

    /// <summary>The server could not find out: SERVFAIL.</summary>
    public static NameAnswer ServerFailure { get; } = new(nameof(ServerFailure), NameResponseCode.ServerFailure);

    /// <summary>The server does not serve this client: REFUSED.</summary>
    public static NameAnswer Refused { get; } = new(nameof(Refused), NameResponseCode.Refused);

    /// <summary>No answer at all.</summary>
    public static NameAnswer Silent { get; } = new(nameof(Silent), null);

    /// <summary><see langword="null"/>: stays silent.</summary>
    internal NameResponseCode? ResponseCode { get; }

    internal IReadOnlyList<IPAddress> Records { get; }

    /// <summary>The name has these addresses, for one minute. Who asks for addresses of a family that is not among them gets an answer without records.</summary>
    /// <param name="addresses">The addresses, IPv4 and IPv6.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 8 of a family: a datagram may not hold more (RFC 1035, section 4.2.1).</exception>
    public static NameAnswer Addresses(params IEnumerable<IPAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        IPAddress[] records = [.. addresses];
        int most = Math.Max(
            records.Count(address => address.AddressFamily == AddressFamily.InterNetwork), records.Count(address => address.AddressFamily == AddressFamily.InterNetworkV6));
        // 512 bytes hold 12 of the header, at most 260 of the question, and 8 records of 28 bytes with an IPv6 address.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 8, nameof(addresses));
        return new($"{nameof(Addresses)}({string.Join<IPAddress>(", ", records)})", NameResponseCode.NoError, records);
    }

    /// <summary>The answer by its name.</summary>
    /// <returns>The name, with the addresses where there are any.</returns>
    public override string ToString() => _name;
}
