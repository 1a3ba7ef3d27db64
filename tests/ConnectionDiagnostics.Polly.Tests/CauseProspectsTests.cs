using ConnectionDiagnostics.Healing;

namespace ConnectionDiagnostics.Tests;

public class CauseProspectsTests
{
    [Fact]
    public void Every_well_known_code_has_a_row() => CauseCode.WellKnown.Where(code => !CauseProspects.Knows(code)).Should().BeEmpty();

    [Fact]
    public void Only_what_heals_asks_for_a_delay() =>
        CauseCode.WellKnown.Select(CauseProspects.Of).Where(row => row.Prospect != Prospect.Heals && row.Delay != TimeSpan.Zero).Should().BeEmpty();

    [Fact]
    public void A_cause_of_the_users_own_is_open() => CauseProspects.Of(new CauseCode("licence-seats-used-up")).Prospect.Should().Be(Prospect.Open);
}
