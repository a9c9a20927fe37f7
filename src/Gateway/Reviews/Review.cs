using Gateway.Disclosure;

namespace Gateway.Reviews;

/// <summary>One decision for one agency's information governance officer to read, by a time, and what they found.</summary>
public sealed class Review : AboutCheck
{
    private Review() { }

    private Review(CheckContext check, ReadOnlyMemory<byte> policyHash, DateTimeOffset at) : base(check, policyHash, at) { }

    private Review(Review other) : base(other) { }

    public ReviewKind Kind { get; private init; }

    /// <summary>Whose officer reads it.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>With the agency: what makes it one task and not two. A digest.</summary>
    public byte[] Key { get; private init; } = [];

    /// <summary>The items and what was decided of each, such as <c>plan-category=justify:Ja</c>.</summary>
    public string Items { get; private init; } = "";

    /// <summary>What the asker wrote, as they wrote it; empty where nothing was asked of them.</summary>
    public string Reason { get; private init; } = "";

    public DateTimeOffset DueAt { get; private init; }

    /// <summary>The holders' officers have theirs, or none is to have one.</summary>
    public bool Spread { get; private set; }

    public string? Outcome { get; private set; }
    public string? OutcomeReason { get; private set; }
    public string? DoneBy { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    internal static Review Of(CheckContext check, ReviewMatter matter, DateTimeOffset at) => new(check, matter.PolicyHash, at)
    {
        Kind = matter.Kind,
        Agency = check.Asker.Agency.Id,
        Key = matter.Key,
        Items = matter.Items,
        Reason = matter.Reason,
        DueAt = matter.DueAt,
        Spread = !matter.ForHolders,
    };

    /// <summary>The same for a holder's officer.</summary>
    internal Review For(string agency) => new(this) { Kind = Kind, Agency = agency, Key = Key, Items = Items, Reason = Reason, DueAt = DueAt, Spread = true };

    internal void HasSpread() => Spread = true;
}

/// <summary>What there is to review, beside who asked about whom.</summary>
/// <param name="ForHolders">Whose officers there are besides is found out afterwards, so that a refusal takes no longer for a known child.</param>
internal sealed record ReviewMatter(ReviewKind Kind, ReadOnlyMemory<byte> PolicyHash, byte[] Key, string Items, string Reason, DateTimeOffset DueAt, bool ForHolders);
