using System.Text.Json.Nodes;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Evidence;

public class EvidenceFileTests
{
    private static readonly ConnectionEvidence Valid = Of("ws://8.8.8.8:8080").Connects().HearsStatus(404, "Not Found").Evidence;

    [Fact]
    public void A_list_that_a_file_leaves_out_is_empty()
    {
        JsonNode json = JsonNode.Parse(EvidenceFile.ToJson(Valid))!;
        json.AsObject().Remove("timings");
        json["names"]!["value"]!.AsObject().Remove("nameServers");

        ConnectionEvidence read = EvidenceFile.Parse(json.ToJsonString());

        read.Timings.Should().BeEmpty();
        read.Names.Value!.NameServers.Should().BeEmpty();
        Diagnosis.FromEvidence(read).Outcome.Should().Be(Diagnosis.FromEvidence(Valid).Outcome);
    }

    [Theory]
    [InlineData("timings", "[null]", "*list holds null*")]
    [InlineData("timings", "null", "*timings*")]
    [InlineData("target", "null", "*target*")]
    [InlineData("target.port", "70000", "*no port*")]
    [InlineData("target.port", "-1", "*no port*")]
    public void What_cannot_be_is_no_evidence(string property, string value, string message)
    {
        JsonNode json = JsonNode.Parse(EvidenceFile.ToJson(Valid))!;
        JsonNode parent = property.Contains('.', StringComparison.Ordinal) ? json[property.Split('.')[0]]! : json;
        parent[property.Split('.')[^1]] = JsonNode.Parse(value);

        Action read = () => EvidenceFile.Parse(json.ToJsonString());

        read.Should().Throw<FormatException>().WithMessage(message);
    }
}
