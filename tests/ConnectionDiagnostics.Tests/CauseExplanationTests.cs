using System.Globalization;

namespace ConnectionDiagnostics.Tests;

public class CauseExplanationTests
{
    [Fact]
    public void Every_cause_of_the_catalogue_is_explained_in_words()
    {
        foreach (CauseCode code in CauseCode.WellKnown)
        {
            CauseExplanation explanation = CauseExplanation.Of(code, CultureInfo.InvariantCulture);

            explanation.Meaning.Should().NotBe(code.Value).And.Contain(" ");
            explanation.Advice.Should().NotBe(code.Value).And.Contain(" ");
        }
    }
}
