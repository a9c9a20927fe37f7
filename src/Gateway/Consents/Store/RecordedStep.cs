using Gateway.Rules.Consent;

namespace Gateway.Consents.Store;

/// <summary>One thing that a practitioner did, once: a retry finds it here and gets the same answer.</summary>
public sealed class RecordedStep
{
    private RecordedStep() { }

    /// <summary>Of the asker and their request id.</summary>
    public Guid Id { get; private init; }

    /// <summary>A keyed hash of what was sent: the same id with another body is another question.</summary>
    public byte[] Sent { get; private init; } = [];

    /// <summary>The record of consent or of engagement that it is about.</summary>
    public Guid Subject { get; private init; }

    /// <summary>What was done to a record of consent; none where engagement was recorded.</summary>
    public ConsentStep? Step { get; private init; }

    /// <summary>Where the record stood after it, as it was then answered.</summary>
    public ConsentStage? Stage { get; private init; }

    /// <summary>The version of the record that it made.</summary>
    public int Version { get; private init; }
    public DateOnly? ReviewOn { get; private init; }
    public DateOnly? LapsesOn { get; private init; }
    public DateTimeOffset At { get; private init; }

    public Guid? LedgerEntry { get; private init; }
    public long? LedgerIndex { get; private init; }
    public DateTimeOffset? LedgerAt { get; private init; }

    internal static RecordedStep Of(Guid id, byte[] sent, RecordedConsent consent, ConsentStep step, DateTimeOffset now) => new()
    {
        Id = id,
        Sent = sent,
        Subject = consent.Id,
        Step = step,
        Stage = consent.Stage,
        Version = consent.Version,
        ReviewOn = consent.Stage is ConsentStage.Given or ConsentStage.ReviewDue ? consent.ReviewOn : null,
        LapsesOn = consent.Stage is ConsentStage.Given or ConsentStage.ReviewDue ? consent.LapsesOn : null,
        At = now,
    };

    internal static RecordedStep Of(Guid id, byte[] sent, RecordedEngagement engagement, DateTimeOffset now) =>
        new() { Id = id, Sent = sent, Subject = engagement.Id, At = now };
}
