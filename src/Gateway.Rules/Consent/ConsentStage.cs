using System.Collections.Immutable;

namespace Gateway.Rules.Consent;

/// <summary>Where one record stands in its life (sharing rules, 3.6). What several records come to is a <see cref="Policy.ConsentState"/>.</summary>
public enum ConsentStage : byte
{
    /// <summary>Begun, nobody was asked yet.</summary>
    Draft,
    /// <summary>Asked, not answered. Silence is never consent.</summary>
    Pending,
    /// <summary>A yes that stands.</summary>
    Given,
    /// <summary>A no.</summary>
    Refused,
    /// <summary>A yes that has to be looked at again.</summary>
    ReviewDue,
    /// <summary>A yes that nobody renewed.</summary>
    Lapsed,
    /// <summary>A yes taken back, from then on.</summary>
    Withdrawn,
    /// <summary>Another record, or another giver, took its place.</summary>
    Superseded,
}

/// <summary>What can happen to a record.</summary>
public enum ConsentStep : byte
{
    /// <summary>The question was put.</summary>
    Ask,
    /// <summary>Answered yes.</summary>
    Give,
    /// <summary>Answered no.</summary>
    Refuse,
    /// <summary>A review fell due.</summary>
    FallDue,
    /// <summary>Reviewed, and still a yes.</summary>
    Confirm,
    /// <summary>Not renewed.</summary>
    Lapse,
    /// <summary>Taken back.</summary>
    Withdraw,
    /// <summary>Replaced.</summary>
    Supersede,
}

/// <summary>The words of the stages and of what happens.</summary>
public static class ConsentStageWords
{
    private static readonly WordTable<ConsentStage> Stages = new("draft", "pending", "given", "refused", "review-due", "lapsed", "withdrawn", "superseded");
    private static readonly WordTable<ConsentStep> Steps = new("asked", "given", "refused", "fell-due", "confirmed", "lapsed", "withdrawn", "superseded");

    /// <summary>Every stage, in words.</summary>
    public static ImmutableArray<string> All => Stages.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ConsentStage stage) => Stages.Of(stage);

    /// <summary>The word in the ledger.</summary>
    public static string Word(this ConsentStep step) => Steps.Of(step);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ConsentStage stage) => Stages.TryRead(word, out stage);
}
