namespace Gateway.Audit.Operating;

/// <summary>What came of an operator's command.</summary>
internal abstract record OperatorAnswer
{
    private OperatorAnswer() { }

    /// <param name="Log">The name of the new log.</param>
    /// <param name="Left">What was wrong with the log before; null where it was closed in order, or there was none.</param>
    public sealed record Begun(string Log, string? Left = null) : OperatorAnswer;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(string Why) : OperatorAnswer;
}
