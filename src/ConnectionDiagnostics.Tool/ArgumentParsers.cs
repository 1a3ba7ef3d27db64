using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace ConnectionDiagnostics.Tool;

/// <summary>Reads what people type after options. A wrong value gets a sentence that says how it is written.</summary>
internal static class ArgumentParsers
{
    public static TimeSpan Duration(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string digits = text.TrimEnd('m', 's', 'h', ' ');
        string unit = text[digits.Length..].Trim();
        bool isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        TimeSpan? duration = unit switch
        {
            _ when !isNumber || !(value is >= 0 and <= 1_000_000) => null,
            "ms" => TimeSpan.FromMilliseconds(value),
            "s" or "" => TimeSpan.FromSeconds(value),
            "m" => TimeSpan.FromMinutes(value),
            _ => null,
        };
        if (duration is { } known && known > TimeSpan.Zero && known <= TimeSpan.FromMinutes(10))
        {
            return known;
        }

        result.AddError($"'{text}' is not a time for --timeout: more than zero and at most 10 minutes, like 10s, 500ms or 1m");
        return default;
    }

    public static IPNetwork[] Networks(ArgumentResult result)
    {
        var networks = new List<IPNetwork>();
        foreach (Token token in result.Tokens)
        {
            if (Network(token.Value) is { } network)
            {
                networks.Add(network);
            }
            else
            {
                result.AddError($"'{token.Value}' is not an address or network: like 192.0.2.10, 192.0.2.0/24 or 2001:db8::/32");
            }
        }

        return [.. networks];
    }

    public static IPAddress? Address(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            return address;
        }

        result.AddError($"'{text}' is not an address: like 192.0.2.10 or 2001:db8::1");
        return null;
    }

    /// <summary>The text is not repeated in the message: it may hold a password.</summary>
    public static ConnectionProxy? Proxy(ArgumentResult result)
    {
        if (ConnectionProxy.TryParse(result.Tokens[0].Value, out ConnectionProxy? proxy))
        {
            return proxy;
        }

        result.AddError("the value of --proxy is not a proxy: none, http://host:3128, https://host:443, socks4://host:1080, socks4a://host:1080, socks5://host:1080 or socks5h://host:1080");
        return null;
    }

    public static DiagnosisDepth Depth(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        switch (text)
        {
            case "passive":
                return DiagnosisDepth.Passive;
            case "normal":
                return DiagnosisDepth.Normal;
            case "thorough":
                return DiagnosisDepth.Thorough;
            default:
                result.AddError($"'{text}' is not a depth: passive, normal or thorough");
                return default;
        }
    }

    private static IPNetwork? Network(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out IPNetwork network) ? network : null;
    }
}
