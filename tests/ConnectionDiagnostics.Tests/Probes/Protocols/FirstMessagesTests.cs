using System.Buffers.Binary;
using System.Text;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class FirstMessagesTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("tcp://server.example:1");

    public static TheoryData<string> ServerSchemes => [.. TargetScheme.AllNames.Split(", ").Except(["tcp", "tls"])];

    [Theory]
    [MemberData(nameof(ServerSchemes))]
    public void Every_scheme_is_spoken_or_listened_to(string scheme)
    {
        var target = ConnectionTarget.Parse($"{scheme}://user:sekret99@server.example/path");

        Opening opening = Openings.For(target, withQuery: true)!;

        opening.Protocol.Should().Be(target.SchemeInfo.Protocol);
        Encoding.Latin1.GetString(opening.Bytes.Span).Should().NotContain("sekret99").And.NotContain("user:").And.NotContainEquivalentOf("password")
            .And.NotContainEquivalentOf("login").And.NotContain("NICK").And.NotContain("AUTH");
        opening.Bytes.Length.Should().BeLessThan(400);
    }

    [Fact]
    public void The_lengths_that_messages_state_are_true()
    {
        BinaryPrimitives.ReadInt32LittleEndian(Of(WireProtocol.MongoDB)).Should().Be(Of(WireProtocol.MongoDB).Length);
        BinaryPrimitives.ReadInt32LittleEndian(Of(WireProtocol.MongoDB).AsSpan(39)).Should().Be(Of(WireProtocol.MongoDB).Length - 39);
        BinaryPrimitives.ReadInt32BigEndian(Of(WireProtocol.Kafka)).Should().Be(Of(WireProtocol.Kafka).Length - 4);
        BinaryPrimitives.ReadInt16BigEndian(Of(WireProtocol.SqlServer).AsSpan(2)).Should().Be((short)Of(WireProtocol.SqlServer).Length);
        BinaryPrimitives.ReadInt16BigEndian(Of(WireProtocol.Rdp).AsSpan(2)).Should().Be((short)Of(WireProtocol.Rdp).Length);
        BinaryPrimitives.ReadInt16BigEndian(Of(WireProtocol.Dns)).Should().Be((short)(Of(WireProtocol.Dns).Length - 2));
        BinaryPrimitives.ReadInt32BigEndian(Of(WireProtocol.PostgreSql)).Should().Be(Of(WireProtocol.PostgreSql).Length);
        Of(WireProtocol.Mqtt)[1].Should().Be((byte)(Of(WireProtocol.Mqtt).Length - 2));
    }

    [Fact]
    public void The_LDAP_search_is_well_formed()
    {
        byte[] bytes = Of(WireProtocol.Ldap);

        bytes[1].Should().Be((byte)(bytes.Length - 2));
        // SearchRequest is [APPLICATION 3]; a bind would be [APPLICATION 0], 0x60.
        bytes[5].Should().Be(0x63);
        bytes[6].Should().Be((byte)(bytes.Length - 7));
        bytes[^23].Should().Be(22 - 0);
    }

    private static byte[] Of(string protocol) => FirstMessages.Of(protocol, Target)!;
}
