namespace ConnectionDiagnostics;

/// <summary>Why reading an answer ended.</summary>
public enum AnswerEnd
{
    /// <summary>There was enough of it.</summary>
    Enough,

    /// <summary>The time was up while more was expected.</summary>
    TimeUp,

    /// <summary>The server closed or reset in the middle of it.</summary>
    Closed,

    /// <summary>It had no end within what is read of one connection, 48 KiB.</summary>
    TooLong,
}
