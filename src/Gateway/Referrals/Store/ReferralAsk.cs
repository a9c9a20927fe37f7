namespace Gateway.Referrals.Store;

/// <summary>One agency that was asked about a child of a referral. Whoever did not answer stays on it.</summary>
public sealed class ReferralAsk
{
    private ReferralAsk() { }

    public Guid Id { get; private init; }
    public Guid Child { get; private init; }
    public string Agency { get; private init; } = "";

    /// <summary>The step with which it was asked: the question is written there.</summary>
    public Guid Step { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>The step with which it answered or declined; none while it has not.</summary>
    public Guid? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public bool Declined { get; private set; }

    internal static ReferralAsk Of(StepMoved asked, string agency) =>
        new() { Id = Guid.CreateVersion7(asked.At), Child = asked.Child.Id, Agency = agency, Step = asked.Id, AskedAt = asked.At };

    internal void AnsweredBy(StepMoved answer, bool declined) => (Answer, AnsweredAt, Declined) = (answer.Id, answer.At, declined);
}
