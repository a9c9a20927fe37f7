namespace Gateway.Tool.Ledger.Checks;

/// <summary>What a check came to.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>Everything that was looked at holds.</summary>
    /// <param name="What">What that was, one line each.</param>
    public sealed record Holds(params IReadOnlyList<string> What) : Verdict;

    /// <summary>Something does not.</summary>
    /// <param name="Where">The first place: an entry, a file, a checkpoint.</param>
    /// <param name="Why">What is wrong there.</param>
    public sealed record Fails(string Where, string Why) : Verdict
    {
        /// <summary>An entry by its index, from 0.</summary>
        public static Fails At(long entry, string why) => new($"entry {entry}", why);
    }

    /// <summary>The log has signed two histories. Both notes are evidence.</summary>
    /// <param name="One">A signed checkpoint.</param>
    /// <param name="Other">One that cannot be of the same history.</param>
    /// <param name="Why">How that shows.</param>
    public sealed record Fork(byte[] One, byte[] Other, string Why) : Verdict;
}
