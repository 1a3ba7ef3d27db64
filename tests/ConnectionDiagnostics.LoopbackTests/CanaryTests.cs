using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A secret in every input, looked for in every output: text, JSON, HTML, evidence, log, metrics, traces, messages of exceptions, ToString.</summary>
public sealed class CanaryTests : IDisposable
{
    /// <summary>In parts of its own for each input, so that a failure tells which one leaked.</summary>
    private const string Canary = "c4n4ry";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentBag<string> _outputs = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public CanaryTests()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ConnectionDiagnostics")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Collect(tags.ToArray()));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ConnectionDiagnostics",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Collect([new("name", activity.DisplayName), new("status", activity.StatusDescription), .. activity.TagObjects, .. activity.Events.SelectMany(one => one.Tags), .. activity.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value))]),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public static TheoryData<string, string> Peers => new()
    {
        { "http", "200" }, { "http", "302" }, { "http", "401" }, { "http", "503" }, { "ws", "101" }, { "ws", "404" }, { "ws", "302" }, { "ws", "echo" }, { "http", "echo" },
        { "redis", "echo" }, { "amqp", "echo" }, { "mysql", "echo" }, { "https", "echo" }, { "wss", "302" }, { "mongodb", "200" },
    };

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task Nothing_secret_of_a_target_comes_out_even_when_the_peer_sends_it_back(string scheme, string answer)
    {
        await using EchoingServer server = answer == "echo" ? EchoingServer.Plainly() : EchoingServer.InHttp(answer);

        await DiagnoseAsync($"{scheme}://{Canary}-user:{Canary}-pass@127.0.0.1:{server.Port}/path?token={Canary}-token&x={Canary}%2Dencoded%20value&{Canary}-bare#{Canary}-fragment");

        ShouldBeSilent();
    }

    [Theory]
    [InlineData("http", "ws://203.0.113.9/chat", "407")]
    [InlineData("http", "http://203.0.113.9/", "407")]
    [InlineData("http", "http://203.0.113.9/", "502")]
    [InlineData("http", "https://203.0.113.9/", "200")]
    [InlineData("http", "http://203.0.113.9/", "echo")]
    [InlineData("http", "http://203.0.113.9/", "login")]
    [InlineData("http", "wss://203.0.113.9/", "login")]
    [InlineData("socks5", "tcp://203.0.113.9:80", "echo")]
    [InlineData("socks5h", "http://203.0.113.9/", "407")]
    [InlineData("socks4a", "http://203.0.113.9/", "echo")]
    [InlineData("socks4", "http://203.0.113.9/", "200")]
    public async Task Nothing_secret_of_a_proxy_comes_out_even_when_the_proxy_sends_it_back(string scheme, string target, string answer)
    {
        await using EchoingServer proxy = answer switch
        {
            "echo" => EchoingServer.Plainly(),
            "login" => EchoingServer.AfterLogin(),
            _ => EchoingServer.InHttp(answer),
        };

        await DiagnoseAsync($"{target}?token={Canary}-token", proxy: $"{scheme}://{Canary}-user:{Canary}-pa%2Fss@127.0.0.1:{proxy.Port}");

        ShouldBeSilent();
    }

    [Theory]
    [InlineData("http://{0}-user:{0}-pass@127.0.0.1:{1}")]
    [InlineData("{0}-user:{0}-pass@127.0.0.1:{1}")]
    [InlineData("http://{0}-user:{0}/pa?ss@127.0.0.1:{1}/")]
    [InlineData("socks5://{0}-user:{0}-pass@127.0.0.1:{1}")]
    [InlineData("nonsense://{0}-user:{0}-pass@127.0.0.1:{1}")]
    [InlineData("http://{0}-user:{0}-pass@127.0.0.1:99999")]
    public async Task Nothing_secret_of_the_environments_proxies_comes_out(string setting)
    {
        await using EchoingServer proxy = EchoingServer.InHttp("407");
        string value = string.Format(CultureInfo.InvariantCulture, setting, Canary, proxy.Port);

        await DiagnoseAsync($"http://203.0.113.9/?token={Canary}-token", new Dictionary<string, string> { ["http_proxy"] = value, ["HTTPS_PROXY"] = value, ["ALL_PROXY"] = value, ["all_proxy"] = value });

        ShouldBeSilent();
    }

    [Theory]
    [InlineData("Server=127.0.0.1;Database=x;User Id={0}-user;Password={0}-pass;")]
    [InlineData("127.0.0.1:6379,user={0}-user,password={0}-pass,ssl=true")]
    [InlineData("Host=127.0.0.1:5432;Username={0};Password={0}@x")]
    [InlineData("Endpoint=sb://x.example/;SharedAccessKeyName={0};SharedAccessKey={0}")]
    [InlineData("jdbc:postgresql://127.0.0.1:5432/x?user={0}&password={0}")]
    [InlineData("nosuch://{0}-user:{0}-pass@127.0.0.1:1/?q={0}")]
    [InlineData("http://{0}-user:{0}/pass@127.0.0.1:1/")]
    [InlineData("http://{0}-user:{0}?pass@127.0.0.1:1/")]
    [InlineData("http://{0}-user:{0}#pass@127.0.0.1:1/")]
    [InlineData("redis://:{0}/pass@127.0.0.1:1")]
    [InlineData("redis://:{0} pass@127.0.0.1:99999")]
    [InlineData("{0}-user:{0}-pass@127.0.0.1")]
    [InlineData("http:/{0}-user:{0}-pass@127.0.0.1:80/?token={0}")]
    [InlineData("http://:{0}-pass@/?token={0}")]
    public async Task Nothing_secret_of_what_is_no_target_comes_out(string text)
    {
        text = string.Format(CultureInfo.InvariantCulture, text, Canary);
        ConnectionTarget target = ConnectionTarget.ParseOrInvalid(text);
        try
        {
            ConnectionTarget.Parse(text);
        }
        catch (FormatException exception)
        {
            _outputs.Add(exception.ToString());
        }

        _outputs.Add($"{target} {target.Problem} {target.Host}");
        await DiagnoseAsync(text);

        ShouldBeSilent();
    }

    [Theory]
    [InlineData("http://{0}-user:{0}-pass@")]
    [InlineData("nosuch://{0}-user:{0}-pass@127.0.0.1:1")]
    [InlineData("http://{0}-user:{0}-pass@127.0.0.1:99999")]
    [InlineData("{0}-user:{0}-pass")]
    public void Nothing_secret_of_what_is_no_proxy_comes_out(string text)
    {
        try
        {
            ConnectionProxy.Parse(string.Format(CultureInfo.InvariantCulture, text, Canary));
        }
        catch (FormatException exception)
        {
            _outputs.Add(exception.ToString());
        }

        ShouldBeSilent();
    }

    [Fact]
    public async Task What_the_applications_exception_says_stays_in_it()
    {
        var inner = new InvalidOperationException($"Login failed for '{Canary}-user'; Password={Canary}-pass");
        inner.Data["connection string"] = $"Password={Canary}";
        var exception = new HttpRequestException(HttpRequestError.ConnectionError, $"GET http://x/?token={Canary}", inner);

        Diagnosis diagnosis = await DiagnoseAsync("127.0.0.1:1", exception: exception);

        // The application's own exception is the inner one, and is what it was.
        _outputs.Add(new ConnectionFailedException(diagnosis, exception).Message);
        ShouldBeSilent();
    }

    private async Task<Diagnosis> DiagnoseAsync(string target, Dictionary<string, string>? variables = null, string? proxy = null, Exception? exception = null)
    {
        var system = new TestSystem { Variables = variables ?? [] };
        var request = new DiagnosisRequest
        {
            Target = ConnectionTarget.ParseOrInvalid(target),
            Proxy = proxy is null ? ConnectionProxy.Automatic : ConnectionProxy.Parse(proxy),
            Exception = exception,
            Timeout = TimeSpan.FromSeconds(2),
            Culture = CultureInfo.InvariantCulture,
        };
        await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions(), new CollectingLogger(_outputs), system);
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(request, TestContext.Current.CancellationToken);

        string evidence = EvidenceFile.ToJson(diagnosis.Evidence);
        foreach (string output in (string[])
        [
            diagnosis.ToText(), diagnosis.ToText(verbose: true), diagnosis.ToString(), diagnosis.ToJson(), diagnosis.ToHtml(), evidence, diagnosis.Evidence.ToString(), request.ToString(),
            request.Target.ToString(), request.Proxy.ToString(), diagnosis.Evidence.Target.ToString(), diagnosis.Evidence.Proxy.ToString(), new ConnectionFailedException(diagnosis, new IOException()).ToString(),
        ])
        {
            _outputs.Add(output);
        }

        using var json = JsonDocument.Parse(evidence);
        foreach (string bytes in Bytes(json.RootElement))
        {
            _outputs.Add(bytes);
        }

        return diagnosis;
    }

    /// <summary>Received bytes are in the evidence as Base64.</summary>
    private static IEnumerable<string> Bytes(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Bytes(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Bytes),
        JsonValueKind.String when element.TryGetBytesFromBase64(out byte[]? bytes) => [Encoding.Latin1.GetString(bytes)],
        _ => [],
    };

    /// <summary>Also as the credentials of a login in Base64 (RFC 7617), at any of its three offsets.</summary>
    private void ShouldBeSilent()
    {
        string[] forms = [Canary, .. Enumerable.Range(0, 3).Select(offset => Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(' ', offset) + Canary))[(offset == 0 ? 0 : 4)..^4])];
        string[] leaks = [.. _outputs.SelectMany(output => forms.Where(form => output.Contains(form, form == Canary ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)).Select(form => Around(output, form)))];
        leaks.Should().BeEmpty();
    }

    private static string Around(string output, string form)
    {
        int at = output.IndexOf(form, StringComparison.OrdinalIgnoreCase);
        return output[Math.Max(0, at - 60)..Math.Min(output.Length, at + 40)];
    }

    private void Collect(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach ((string key, object? value) in tags)
        {
            _outputs.Add($"{key}={value}");
        }
    }

    private sealed class CollectingLogger(ConcurrentBag<string> outputs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            outputs.Add(formatter(state, exception));
            outputs.Add(JsonSerializer.Serialize(state as IEnumerable<KeyValuePair<string, object?>>, Readable));
            outputs.Add(exception?.ToString() ?? "");
        }
    }
}
