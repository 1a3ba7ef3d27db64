using System.Net;
using BenchmarkDotNet.Attributes;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>Whose an address or a name is, beside asking ten networks one after another; and what reading the table costs once.</summary>
[MemoryDiagnoser]
public class KnowledgeBenchmarks
{
    private readonly IPAddress _v4 = IPAddress.Parse("104.16.0.1");
    private readonly IPAddress _v6 = IPAddress.Parse("2606:4700::1");
    private readonly IPNetwork[] _ten = [.. Enumerable.Range(1, 10).Select(i => new IPNetwork(new IPAddress([(byte)i, 0, 0, 0]), 8))];

    [Benchmark(Baseline = true)]
    public bool TenNetworks() => Array.Exists(_ten, network => network.Contains(_v4));

    [Benchmark]
    public object? FindV4() => AddressOwners.Find(_v4);

    [Benchmark]
    public object? FindV6() => AddressOwners.Find(_v6);

    [Benchmark]
    public object? FindName() => HostNameOwners.Find("ec2-3-5-140-1.ap-northeast-2.compute.amazonaws.com");

    [Benchmark]
    public object ReadTable() => new AddressOwnerTable(KnowledgeResource.Read("address-ranges.bin"));
}
