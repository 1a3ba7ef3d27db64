using System.Collections;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;

namespace ConnectionDiagnostics.Tests.Causes.Reference;

/// <summary>The messages told to be .NET's are really those of the .NET that runs here.</summary>
public sealed partial class DotNetMessagesTests
{
    /// <summary>Those that come from the C library or from OpenSSL, and .NET passes on.</summary>
    private static readonly string[] PassedOn = ["SSL routines::", "Name or service not known", "nodename nor servname provided", "The client and server cannot communicate"];

    private static string[] Messages =>
        [.. CauseCode.WellKnown.SelectMany(code => CauseExplanation.Of(code).ErrorMessages).Where(message => message.Program == ".NET").Select(message => message.Text).Distinct()];

    [Fact]
    public void Each_message_of_the_libraries_is_in_their_resources()
    {
        Regex[] templates =
        [
            .. new[] { typeof(HttpClient), typeof(SslStream), typeof(ClientWebSocket), typeof(Uri) }.SelectMany(type => TemplatesOf(type.Assembly))
                // One ends with a quotation mark that nothing opened.
                .Select(template => template.EndsWith("'.\"", StringComparison.Ordinal) ? template[..^1] : template)
                .Where(template => Placeholder().Replace(template, "").Length > 15)
                .Select(template => new Regex($"^{Placeholder().Replace(Regex.Escape(template).Replace("\\{", "{", StringComparison.Ordinal), ".+")}", RegexOptions.Singleline)),
        ];
        string[] own = [.. Messages.Where(message => !message.Contains("SocketException") && !PassedOn.Any(message.StartsWith))];

        own.Should().HaveCountGreaterThan(15);
        own.Where(message => !templates.Any(template => template.IsMatch(message))).Should().BeEmpty();
    }

    [Fact]
    public void Each_socket_error_of_Linux_reads_as_the_runtime_writes_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "numbers and words are Linux'");
        string[] written = [.. Enum.GetValues<SocketError>().Select(error => new SocketException((int)error).ToString())];
        string[] told = [.. Messages.Where(message => LinuxError().IsMatch(message) && !message.Contains("(65)") && !message.Contains("(1):"))];

        told.Should().HaveCountGreaterThan(5);
        told.Should().BeSubsetOf(written);
    }

    private static IEnumerable<string> TemplatesOf(Assembly assembly)
    {
        string name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(".SR.resources", StringComparison.Ordinal));
        using ResourceSet set = new ResourceManager(name[..^".resources".Length], assembly).GetResourceSet(CultureInfo.InvariantCulture, true, false)!;
        return [.. set.Cast<DictionaryEntry>().Select(entry => entry.Value).OfType<string>()];
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"SocketException \(\d{1,3}\)")]
    private static partial Regex LinuxError();
}
