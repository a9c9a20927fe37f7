using Gateway.Agencies;
using Gateway.Asks;
using Gateway.Consents;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>One check on its way: who asks what, under which ids.</summary>
/// <param name="Interaction">Joins the ledger's entries; made from the asker and the request id, so that a retry is recognised.</param>
/// <param name="Policy">What was in force when it was asked; every step of the path goes by it.</param>
public sealed record CheckContext(Guid Interaction, Guid RequestId, Practitioner Asker, CheckQuestion Question, PolicyBundle Policy)
{
    /// <summary>The id of the decision's entry, which the asker is given; empty until it is recorded.</summary>
    public Guid Check { get; init; }

    /// <summary>The consent that the question is decided by; null where its purpose does not rest on consent.</summary>
    public ConsentHeld? Consent { get; init; }

    /// <summary>The ask whose release is collected; null for a question of its own.</summary>
    public Ask? Collects { get; init; }

    /// <summary>How far custodians look back, for a question of that moment.</summary>
    public DateOnly Since(DateTimeOffset at) => LondonTime.Day(at).AddMonths(-Policy.LimitsAt(at).LookBackMonths);
}
