namespace ConnectionDiagnostics.Knowledge;

/// <summary>How a kind of interface is named.</summary>
/// <param name="Text">What the name begins with, whatever the case. A final <c>#</c> stands for a number, which has to be the rest; a final <c>*</c> for anything.</param>
/// <param name="Software">Whose it is.</param>
internal sealed record TunnelPattern(string Text, TunnelSoftware Software)
{
    public bool Matches(string name)
    {
        ReadOnlySpan<char> start = Text.AsSpan().TrimEnd("#*");
        if (!name.AsSpan().StartsWith(start, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ReadOnlySpan<char> rest = name.AsSpan(start.Length);
        return Text[^1] switch
        {
            '*' => true,
            '#' => rest.Length > 0 && !rest.ContainsAnyExceptInRange('0', '9'),
            _ => rest.Length == 0,
        };
    }
}
