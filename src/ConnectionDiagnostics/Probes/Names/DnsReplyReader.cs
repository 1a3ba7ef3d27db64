using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DnsClient;
using DnsClient.Protocol;
using DnsClient.Protocol.Options;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>From the answers to A and AAAA to what a diagnosis needs of them. What they say is hostile: bounded, and only what belongs to the question.</summary>
internal static class DnsReplyReader
{
    private const int MaxAddresses = 64;
    private const int MaxAliases = 16;
    private const int MaxErrors = 4;
    private const int MaxText = 200;

    // RFC 8914, section 2.
    private const int ExtendedErrorOption = 15;

    public static NameServerAnswer Read(IPEndPoint server, string name, IReadOnlyList<DnsReply> replies)
    {
        IDnsQueryResponse[] responses = [.. replies.Select(reply => reply.Response).OfType<IDnsQueryResponse>()];
        var answer = new NameServerAnswer
        {
            Server = server,
            Name = name.TrimEnd('.'),
            Result = replies.Any(reply => reply.IsUnusable) ? NameServerResult.Unusable : NameServerResult.NoAnswer,
            WasTruncated = replies.Any(reply => reply.WasTruncated),
            Error = replies.Select(reply => reply.Error).FirstOrDefault(error => error != SocketError.Success),
            Unanswered = responses.Length > 0 ? [.. replies.Where(reply => reply.Response is null).Select(reply => reply.Type.ToString())] : [],
        };
        if (responses.Length == 0)
        {
            return answer;
        }

        (IReadOnlyList<string> aliases, bool loop) = Follow(name, responses);
        HashSet<string> ours = new([name.TrimEnd('.'), .. aliases], StringComparer.OrdinalIgnoreCase);
        DnsResourceRecord[] records = [.. responses.SelectMany(response => response.Answers).Where(record => ours.Contains(NameOf(record.DomainName)))];
        IPAddress[] addresses = [.. records.OfType<AddressRecord>().Select(record => record.Address).Distinct().Take(MaxAddresses)];
        bool isForAnother = addresses.Length == 0 && responses.Any(response => response.Answers.OfType<AddressRecord>().Any());

        // NXDOMAIN beside a failure is no proof: the failure counts.
        DnsHeaderResponseCode worst = responses.Select(response => response.Header.ResponseCode)
            .OrderByDescending(code => code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain)).ThenByDescending(code => code).First();
        return answer with
        {
            ResponseCode = (int)worst,
            Aliases = aliases,
            HasAliasLoop = loop,
            Addresses = addresses,
            TimeToLive = records.Length > 0 ? TimeSpan.FromSeconds(Math.Max(0, records.Min(record => record.InitialTimeToLive))) : null,
            ExtendedErrors = [.. responses.SelectMany(ExtendedErrors).Distinct().Take(MaxErrors)],
            Result = addresses.Length > 0 ? NameServerResult.Addresses
                : isForAnother ? NameServerResult.Unusable
                : worst is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain) ? NameServerResult.ServerFailure
                : responses.Any(response => response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain) ? OfMissing(responses)
                : responses.Length < replies.Count ? answer.Result
                : NameServerResult.NoAddress,
        };
    }

    /// <summary>NXDOMAIN is for all types (RFC 8020): a server that says so for one type and not for another is wrong in one of them.</summary>
    private static NameServerResult OfMissing(IDnsQueryResponse[] responses) =>
        responses.All(response => response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain) ? NameServerResult.NoSuchName : NameServerResult.NoAddress;

    /// <summary>From alias to alias, until there is none or the way comes back.</summary>
    private static (IReadOnlyList<string> Aliases, bool Loop) Follow(string name, IDnsQueryResponse[] responses)
    {
        var next = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (CNameRecord record in responses.SelectMany(response => response.Answers.OfType<CNameRecord>()))
        {
            next.TryAdd(NameOf(record.DomainName), NameOf(record.CanonicalName));
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { name.TrimEnd('.') };
        var aliases = new List<string>();
        string current = name.TrimEnd('.');
        while (aliases.Count < MaxAliases && next.TryGetValue(current, out string? alias))
        {
            aliases.Add(alias);
            if (!seen.Add(alias))
            {
                return (aliases, true);
            }

            current = alias;
        }

        return (aliases, false);
    }

    private static IEnumerable<ExtendedDnsError> ExtendedErrors(IDnsQueryResponse response)
    {
        foreach (OptRecord option in response.Additionals.OfType<OptRecord>())
        {
            foreach (ExtendedDnsError error in ExtendedErrors(option.Data ?? []))
            {
                yield return error;
            }
        }
    }

    /// <summary>Options one after another: code, length, data (RFC 6891, section 6.1.2).</summary>
    internal static IReadOnlyList<ExtendedDnsError> ExtendedErrors(ReadOnlySpan<byte> options)
    {
        const int Header = 4;
        var errors = new List<ExtendedDnsError>();
        while (options.Length >= Header && errors.Count < MaxErrors)
        {
            int code = BinaryPrimitives.ReadUInt16BigEndian(options);
            int length = BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            if (length > options.Length - Header)
            {
                break;
            }

            ReadOnlySpan<byte> data = options.Slice(Header, length);
            if (code == ExtendedErrorOption && data.Length >= 2)
            {
                string text = Encoding.UTF8.GetString(data[2..]).TrimEnd('\0');
                errors.Add(new ExtendedDnsError
                {
                    Code = BinaryPrimitives.ReadUInt16BigEndian(data),
                    Text = text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText - 1), "…"),
                });
            }

            options = options[(Header + length)..];
        }

        return errors;
    }

    private static string NameOf(DnsString name) => name.Value.TrimEnd('.');
}
