namespace ConnectionDiagnostics.Knowledge;

/// <summary>Where in an HTTP answer a panel shows what it is.</summary>
internal enum PanelMarkPlace
{
    /// <summary>How a header line begins, name and value, whatever the case. Counts on every port: headers are not quoted by web pages.</summary>
    Header,

    /// <summary>In the page's title, whatever the case. Counts on the panel's own ports only: pages are written about panels, too.</summary>
    Title,

    /// <summary>Anywhere in the page. Counts on the panel's own ports only.</summary>
    Body,
}
