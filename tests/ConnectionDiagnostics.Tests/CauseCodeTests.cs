using System.Reflection;

namespace ConnectionDiagnostics.Tests;

public class CauseCodeTests
{
    [Fact]
    public void A_code_is_its_text()
    {
        CauseCode.ServerNotListening.ToString().Should().Be("server-not-listening");
        new CauseCode("server-not-listening").Should().Be(CauseCode.ServerNotListening);
        default(CauseCode).Should().Be(CauseCode.Unknown);
        default(CauseCode).GetHashCode().Should().Be(CauseCode.Unknown.GetHashCode());
    }

    [Theory]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a--b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("")]
    public void A_code_has_lower_case_letters_digits_and_single_hyphens(string value)
    {
        Action act = () => _ = new CauseCode(value);

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Every_static_member_is_well_known_once()
    {
        CauseCode[] members =
        [
            .. typeof(CauseCode).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Where(property => property.PropertyType == typeof(CauseCode)).Select(property => (CauseCode)property.GetValue(null)!),
        ];

        CauseCode.WellKnown.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(members);
    }

    [Fact]
    public void Every_enum_value_has_a_code_of_its_own()
    {
        Enum.GetValues<ConnectionOutcome>().Select(outcome => outcome.ToCode()).Should().OnlyHaveUniqueItems();
        Enum.GetValues<Stage>().Select(stage => stage.ToCode()).Should()
            .Equal("target", "environment", "name-resolution", "route", "connect", "tls", "protocol");
        Enum.GetValues<StageStatus>().Select(status => status.ToCode()).Should().Equal("passed", "failed", "warned", "skipped");
        Enum.GetValues<Likelihood>().Select(likelihood => likelihood.ToCode()).Should().Equal("possible", "likely", "confirmed");
        Enum.GetValues<RemedyActor>().Select(actor => actor.ToCode()).Should().Equal("client", "server", "network");
    }
}
