namespace Gateway.Audit.Storage;

/// <summary>The store failed. The message says what failed and carries no personal data.</summary>
internal sealed class LedgerStoreException(string why, Exception? inner = null) : IOException(why, inner)
{
    /// <summary>False where only a restart and its verification may decide.</summary>
    public bool MayComeBack { get; init; }

    /// <summary>The commit was sent and its answer never came: the entries may be there.</summary>
    public bool AnswerLost { get; init; }
}
