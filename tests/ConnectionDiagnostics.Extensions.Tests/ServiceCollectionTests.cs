using System.Net;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Extensions.Tests;

public sealed class ServiceCollectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_diagnoser_is_one_and_says_why_a_port_refuses()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = new ServiceCollection().AddConnectionDiagnostics().BuildServiceProvider();

        IConnectionDiagnoser diagnoser = provider.GetRequiredService<IConnectionDiagnoser>();
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse(server.EndPoint.ToString()), Cancelled);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        provider.GetRequiredService<IConnectionDiagnoser>().Should().BeSameAs(diagnoser);
    }

    [Fact]
    public async Task The_container_disposes_of_the_diagnoser()
    {
        ServiceProvider provider = new ServiceCollection().AddConnectionDiagnostics().BuildServiceProvider();
        IConnectionDiagnoser diagnoser = provider.GetRequiredService<IConnectionDiagnoser>();

        await provider.DisposeAsync();

        Func<Task> diagnose = () => diagnoser.DiagnoseAsync(ConnectionTarget.Parse("127.0.0.1:1"), Cancelled);
        await diagnose.Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public void A_diagnoser_that_is_registered_already_stays()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.HostDown, ConnectionOutcome.Unreachable);
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IConnectionDiagnoser>(fake).AddConnectionDiagnostics().BuildServiceProvider();

        provider.GetRequiredService<IConnectionDiagnoser>().Should().BeSameAs(fake);
    }

    [Fact]
    public void Options_take_the_containers_clock_unless_they_are_given_one()
    {
        var clock = new FakeTimeProvider();
        var own = new FakeTimeProvider();
        IServiceCollection services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddConnectionDiagnostics();
        services.AddHttpClient("b").AddConnectionDiagnostics(options => options.TimeProvider = own);
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value.TimeProvider.Should().BeSameAs(clock);
        IOptionsMonitor<ConnectionFailureOptions> failures = provider.GetRequiredService<IOptionsMonitor<ConnectionFailureOptions>>();
        failures.Get("a").TimeProvider.Should().BeSameAs(clock);
        failures.Get("b").TimeProvider.Should().BeSameAs(own);
    }

    [Fact]
    public async Task A_value_out_of_range_ends_the_host_at_start_and_names_option_value_and_range()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddConnectionDiagnostics(options => options.MaxConcurrentDiagnoses = 0);
        using IHost host = builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("ConnectionDiagnoserOptions.MaxConcurrentDiagnoses is 0; it must be from 1 to 10000.");
    }

    [Fact]
    public async Task A_wrong_option_of_one_client_ends_the_host_at_start_and_names_the_client()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHttpClient("billing").AddConnectionDiagnostics(options => options.MaxDelay = TimeSpan.FromHours(1));
        using IHost host = builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("ConnectionFailureOptions 'billing': MaxDelay is 01:00:00; it must be from 00:00:00 to 00:10:00 (10 minutes).");
    }

    [Fact]
    public void A_hole_in_a_list_is_reported_with_its_place()
    {
        using ServiceProvider provider = new ServiceCollection().AddConnectionDiagnostics(options => options.Causes.Add(null!)).BuildServiceProvider();

        Action read = () => _ = provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value;

        read.Should().Throw<OptionsValidationException>().WithMessage("ConnectionDiagnoserOptions.Causes[0] is null.");
    }

    [Fact]
    public void Options_are_read_from_a_section_and_code_has_the_last_word()
    {
        IConfiguration configuration = Configure(
            ("ConnectionDiagnostics:MaxConcurrentDiagnoses", "4"), ("ConnectionDiagnostics:MaxSharedDiagnosesPerMinute", "60"),
            ("ConnectionDiagnostics:NameServers:0", "192.0.2.53"), ("ConnectionDiagnostics:NameServers:1", "[2001:db8::53]:5353"));
        using ServiceProvider provider = new ServiceCollection()
            .AddConnectionDiagnostics(configuration.GetSection("ConnectionDiagnostics"), options => options.MaxSharedDiagnosesPerMinute = 7).BuildServiceProvider();

        ConnectionDiagnoserOptions options = provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value;

        options.MaxConcurrentDiagnoses.Should().Be(4);
        options.MaxSharedDiagnosesPerMinute.Should().Be(7);
        options.NameServers.Should().Equal(IPEndPoint.Parse("192.0.2.53:53"), IPEndPoint.Parse("[2001:db8::53]:5353"));
    }

    [Fact]
    public void A_path_names_a_section_of_the_containers_configuration()
    {
        using ServiceProvider provider = new ServiceCollection().AddSingleton(Configure(("A:B:MaxConcurrentDiagnoses", "3")))
            .AddConnectionDiagnostics("A:B").BuildServiceProvider();

        provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value.MaxConcurrentDiagnoses.Should().Be(3);
    }

    [Theory]
    [InlineData("MaxConcurrentDiagnoses", "10001", "*MaxConcurrentDiagnoses is 10001; it must be from 1 to 10000.")]
    [InlineData("MaxSharedDiagnosesPerMinute", "0", "*MaxSharedDiagnosesPerMinute is 0; it must be from 1 to 1000000.")]
    [InlineData("NameServers:0", "dns.example", "*NameServers has 'dns.example'; it must be an address*")]
    [InlineData("NameServers:0", "192.0.2.53:0", "*NameServers has '192.0.2.53:0'*")]
    public void A_wrong_value_in_the_configuration_is_named(string key, string value, string message)
    {
        using ServiceProvider provider = new ServiceCollection().AddConnectionDiagnostics(Configure((key, value))).BuildServiceProvider();

        Action read = () => _ = provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value;

        read.Should().Throw<OptionsValidationException>().WithMessage(message);
    }

    [Fact]
    public void A_value_that_is_no_number_is_named_with_its_path()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddConnectionDiagnostics(Configure(("S:MaxConcurrentDiagnoses", "many")).GetSection("S")).BuildServiceProvider();

        Action read = () => _ = provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value;

        read.Should().Throw<InvalidOperationException>().WithMessage("*S:MaxConcurrentDiagnoses*");
    }

    private static IConfiguration Configure(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
}
