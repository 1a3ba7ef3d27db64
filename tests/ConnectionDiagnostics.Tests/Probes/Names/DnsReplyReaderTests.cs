using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Names;
using DnsClient;
using static ConnectionDiagnostics.Tests.Probes.Names.DnsBytes;

namespace ConnectionDiagnostics.Tests.Probes.Names;

/// <summary>What is made of a name server's bytes: an address is taken only from records of the name that was asked for, and "no such name" only from who says nothing else.</summary>
public class DnsReplyReaderTests
{
    private const string Host = "server.example";

    private static async Task<NameServerAnswer> AskAsync(Func<byte[], byte[]> forIPv4, Func<byte[], byte[]> forIPv6, string name = Host)
    {
        await using var server = new RawNameServer(question => AsksForIPv6(question) ? forIPv6(question) : forIPv4(question));
        DnsReply[] replies =
        [
            await DnsExchange.AskAsync(server.EndPoint, name, QueryType.A, true, TestContext.Current.CancellationToken),
            await DnsExchange.AskAsync(server.EndPoint, name, QueryType.AAAA, true, TestContext.Current.CancellationToken),
        ];
        return DnsReplyReader.Read(server.EndPoint, name, replies);
    }

    private static Func<byte[], byte[]> Code(int code) => question => Reply(question, code);

    private static Func<byte[], byte[]> Records(params byte[][] answers) => question => Reply(question, NoError, answers);

    private static byte[] OfOther(byte[] question) => [.. Reply(question)[..12], .. Name("other.example"), .. Question(question)[^4..]];

    [Fact]
    public async Task Addresses_of_both_families_are_kept_once_with_the_shortest_lifetime()
    {
        NameServerAnswer answer = await AskAsync(
            Records(Address(Host, "192.0.2.1", 300), Address("SERVER.Example", "192.0.2.2", 30), Address(Host, "192.0.2.1", 300)), Records(Address(Host, "2001:db8::1", 60)), Host + ".");

        answer.Result.Should().Be(NameServerResult.Addresses);
        answer.Name.Should().Be(Host);
        answer.Addresses.Select(address => address.ToString()).Should().Equal("192.0.2.1", "192.0.2.2", "2001:db8::1");
        answer.TimeToLive.Should().Be(TimeSpan.FromSeconds(30));
        (answer.ResponseCode, answer.WasTruncated, answer.HasAliasLoop, answer.Error).Should().Be((0, false, false, SocketError.Success));
        answer.Unanswered.Should().BeEmpty();
        answer.Aliases.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_behind_aliases_is_the_names()
    {
        NameServerAnswer answer = await AskAsync(Records(Alias(Host, "a.example", 5), Alias("A.example", "b.example"), Address("b.example", "192.0.2.1")), Code(NoError));

        answer.Result.Should().Be(NameServerResult.Addresses);
        answer.Aliases.Should().Equal("a.example", "b.example");
        answer.TimeToLive.Should().Be(TimeSpan.FromSeconds(5));
        answer.HasAliasLoop.Should().BeFalse();
    }

    [Fact]
    public async Task An_address_of_another_name_is_no_answer()
    {
        NameServerAnswer answer = await AskAsync(Records(Address("other.example", "192.0.2.66")), Code(NoError));

        answer.Result.Should().Be(NameServerResult.Unusable);
        answer.Addresses.Should().BeEmpty();
        answer.TimeToLive.Should().BeNull();
    }

    [Fact]
    public async Task An_address_of_another_name_beside_ones_own_is_left_out()
    {
        NameServerAnswer answer = await AskAsync(Records(Address("other.example", "192.0.2.66", 1), Address(Host, "192.0.2.1", 60)), Code(NoError));

        answer.Result.Should().Be(NameServerResult.Addresses);
        answer.Addresses.Should().Equal(IPAddress.Parse("192.0.2.1"));
        answer.TimeToLive.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Aliases_that_come_back_are_a_circle()
    {
        NameServerAnswer answer = await AskAsync(Records(Alias(Host, "a.example"), Alias("a.example", Host)), Code(NoError));

        answer.HasAliasLoop.Should().BeTrue();
        answer.Aliases.Should().Equal("a.example", Host);
        answer.Result.Should().Be(NameServerResult.NoAddress);
        (await AskAsync(Records(Alias(Host, Host)), Code(NoError))).HasAliasLoop.Should().BeTrue();
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public async Task Sixteen_aliases_are_followed_and_no_more(int aliases, bool reached)
    {
        byte[][] records =
        [
            .. Enumerable.Range(0, aliases).Select(index => Alias(index == 0 ? Host : $"a{index}.example", $"a{index + 1}.example")),
            Address($"a{aliases}.example", "192.0.2.1"),
        ];

        NameServerAnswer answer = await AskAsync(Records(records), Code(NoError));

        answer.Aliases.Should().HaveCount(Math.Min(aliases, 16));
        answer.Result.Should().Be(reached ? NameServerResult.Addresses : NameServerResult.Unusable);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    public async Task Of_many_addresses_sixty_four_are_kept(int count)
    {
        NameServerAnswer answer = await AskAsync(
            Records([.. Enumerable.Range(0, count).Select(index => Address(Host, $"192.0.2.{index}"))]), Code(NoError));

        answer.Addresses.Should().HaveCount(64);
    }

    [Theory]
    [InlineData(NoError, NoError, NameServerResult.NoAddress, 0)]
    [InlineData(NoSuchName, NoSuchName, NameServerResult.NoSuchName, 3)]
    [InlineData(NoError, NoSuchName, NameServerResult.NoAddress, 3)]
    [InlineData(NoSuchName, NoError, NameServerResult.NoAddress, 3)]
    [InlineData(ServerFailure, ServerFailure, NameServerResult.ServerFailure, 2)]
    [InlineData(NoSuchName, ServerFailure, NameServerResult.ServerFailure, 2)]
    [InlineData(ServerFailure, NoError, NameServerResult.ServerFailure, 2)]
    [InlineData(ServerFailure, Refused, NameServerResult.ServerFailure, 5)]
    [InlineData(Refused, NoSuchName, NameServerResult.ServerFailure, 5)]
    public async Task A_failure_counts_before_a_denial_and_a_denial_of_one_type_before_none(int forIPv4, int forIPv6, NameServerResult result, int code)
    {
        NameServerAnswer answer = await AskAsync(Code(forIPv4), Code(forIPv6));

        answer.Result.Should().Be(result);
        answer.ResponseCode.Should().Be(code);
        answer.Addresses.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_counts_before_a_failure()
    {
        NameServerAnswer answer = await AskAsync(Records(Address(Host, "192.0.2.1")), Code(ServerFailure));

        answer.Result.Should().Be(NameServerResult.Addresses);
        answer.ResponseCode.Should().Be(ServerFailure);
    }

    [Fact]
    public async Task An_answer_to_one_type_and_nonsense_to_the_other_is_not_without_an_address()
    {
        NameServerAnswer answer = await AskAsync(Code(NoError), OfOther);

        answer.Result.Should().Be(NameServerResult.Unusable);
        answer.Unanswered.Should().Equal("AAAA");
    }

    [Fact]
    public async Task Nonsense_to_both_is_no_silence()
    {
        NameServerAnswer answer = await AskAsync(OfOther, OfOther);

        answer.Result.Should().Be(NameServerResult.Unusable);
        answer.ResponseCode.Should().BeNull();
        answer.Unanswered.Should().BeEmpty("nothing was answered at all");
    }

    [Fact]
    public async Task An_answer_to_another_question_is_none()
    {
        (await AskAsync(OfOther, OfOther)).Result.Should().Be(NameServerResult.Unusable);
        (await AskAsync(OfOtherType, OfOtherType)).Result.Should().Be(NameServerResult.Unusable);
        (await AskAsync(Unasked(NoError), Unasked(NoError))).Result.Should().Be(NameServerResult.Unusable);
        (await AskAsync(Unasked(ServerFailure), Unasked(ServerFailure))).Result.Should().Be(NameServerResult.ServerFailure, "who cannot read a question need not repeat it");

        static byte[] OfOtherType(byte[] question) => [.. Reply(question)[..12], .. Name(Host), 0, 16, 0, 1];
        static Func<byte[], byte[]> Unasked(int code) => question => [.. question[..2], 0x81, (byte)(0x80 | code), 0, 0, 0, 0, 0, 0, 0, 0];
    }

    [Fact]
    public async Task An_answer_that_is_cut_at_any_byte_gives_no_address_that_was_not_there()
    {
        byte[] whole = Reply([0, 0, .. new byte[10], .. Name(Host), 0, 1, 0, 1], NoError, [Alias(Host, "a.example"), Address("a.example", "192.0.2.1")]);
        for (int length = 12; length < whole.Length; length++)
        {
            int cut = length;
            NameServerAnswer answer = await AskAsync(question => [.. question[..2], .. whole[2..cut]], Code(NoError));

            answer.Addresses.Should().BeEmpty($"it was cut at {cut}");
            answer.Result.Should().BeOneOf([NameServerResult.Unusable, NameServerResult.NoAnswer], $"it was cut at {cut}");
            answer.Unanswered.Should().Equal("A");
        }
    }

    [Fact]
    public async Task Half_an_answer_is_none_when_nobody_gives_the_whole_one()
    {
        NameServerAnswer answer = await AskAsync(
            question => Reply(question, NoError, [Address(Host, "192.0.2.1")], truncated: true), question => Reply(question, NoError, truncated: true));

        answer.Addresses.Should().BeEmpty();
        (answer.Result, answer.WasTruncated).Should().Be((NameServerResult.NoAnswer, true));
    }

    [Fact]
    public async Task What_the_server_says_of_a_failure_is_kept_four_times_at_most_and_once_each()
    {
        NameServerAnswer answer = await AskAsync(
            question => Reply(question, ServerFailure, additionals: [ExtendedErrors((6, "expired"), (22, ""), (6, "expired"))]),
            question => Reply(question, ServerFailure, additionals: [ExtendedErrors((6, "expired"), (23, "net"), (1, "a"), (2, "b"))]));

        answer.ExtendedErrors.Select(error => $"{error.Code}:{error.Text}").Should().Equal("6:expired", "22:", "23:net", "1:a");
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_long_explanation_is_shortened(int length, int kept)
    {
        byte[] option = [0, 15, 0, (byte)(2 + length), 0, 6, .. Enumerable.Repeat((byte)'x', length)];

        string text = DnsReplyReader.ExtendedErrors(option).Should().ContainSingle().Subject.Text;

        text.Should().HaveLength(kept);
        text.EndsWith('…').Should().Be(length > 200);
    }

    [Fact]
    public void The_fifth_explanation_is_left_out_and_the_zero_at_the_end_of_one_too()
    {
        byte[] option = [0, 15, 0, 4, 0, 6, (byte)'a', 0];

        DnsReplyReader.ExtendedErrors([.. option, .. option, .. option, .. option, .. option]).Select(error => error.Text).Should().Equal("a", "a", "a", "a");
        DnsReplyReader.ExtendedErrors([.. option, 0, 15, 0]).Should().ContainSingle("what is cut off is none");
        DnsReplyReader.ExtendedErrors([.. option, 0, 15, 0, 3, 0, 6]).Should().ContainSingle();
        DnsReplyReader.ExtendedErrors([0, 15, 0, 1, 0, .. option]).Should().ContainSingle("a code of one byte is none, and the next one is read");
    }

    [Fact]
    public void Without_any_reply_the_systems_word_is_kept()
    {
        var server = new IPEndPoint(IPAddress.Loopback, 53);

        NameServerAnswer answer = DnsReplyReader.Read(server, Host, [new DnsReply(QueryType.A), new DnsReply(QueryType.AAAA) { Error = SocketError.ConnectionRefused, WasTruncated = true }]);

        (answer.Result, answer.Error, answer.WasTruncated, answer.Server).Should().Be((NameServerResult.NoAnswer, SocketError.ConnectionRefused, true, server));
    }
}
