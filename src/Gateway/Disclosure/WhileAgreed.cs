using System.Collections.Immutable;
using Gateway.Consents;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Consent along the path of a check: looked for before the decision, and looked at again before anything is released, because
/// a yes may have been taken back while the custodians were asked.
/// </summary>
internal sealed class WhileAgreed(ConsentsInForce consents)
{
    /// <summary>Null where the purpose does not rest on consent: then nothing is read, and nothing waits.</summary>
    public Task<ConsentHeld?> LookAsync(CheckContext check, CancellationToken stopping) =>
        consents.ForAsync(check.Policy, check.Asker, check.Question.Child, check.Question.Purpose, check.Question.Items, stopping);

    public static Decision Decide(CheckContext check, RequestFacts facts) =>
        DecideInScope.Request(check.Policy, With(facts, check.Consent), check.Consent?.Resolution.OutOfScope ?? []);

    public static RequestFacts With(RequestFacts facts, ConsentHeld? held) =>
        held is null ? facts : facts with { Consent = held.Resolution.Facts };

    /// <summary>The same, or stricter: what the yes no longer covers is decided without it. What it newly covers was not asked for.</summary>
    public async Task<(CheckContext Check, Findings Findings)> AgainAsync(
        CheckContext check, RequestFacts facts, Findings findings, CancellationToken stopping)
    {
        if (check.Consent is not { Resolution.State: ConsentState.Given } before) return (check, findings);
        if (await LookAsync(check, stopping) is not { } now || !now.LetsGoLessThan(before)) return (check, findings);
        var again = check with { Consent = now };
        var decided = Decide(again, facts);
        var stricter = findings.Decision with { Items = Stricter(findings.Decision.Items, decided) };
        return (again, findings with { Decision = stricter, AgreementEnded = true });
    }

    /// <summary>What of a decision may still go: the same where it does not rest on consent, else as the records say now, or less.</summary>
    /// <param name="facts">By which it was decided; null where nobody can say any more.</param>
    public async Task<(CheckContext Check, Decision Decision)> StillAsync(CheckContext check, Decision before, Func<Task<RequestFacts?>> facts, CancellationToken stopping)
    {
        if (await LookAsync(check, stopping) is not { } now) return (check, before);
        if (await facts() is not { } known) return (check, before with { Items = [] });
        var again = check with { Consent = now };
        return (again, before with { Items = Stricter(before.Items, Decide(again, known)) });
    }

    private static ImmutableArray<ItemDecision> Stricter(ImmutableArray<ItemDecision> before, Decision now) =>
        [.. before.Select(item => now.For(item.Item) is { } decided && decided.Outcome > item.Outcome ? decided : item)];
}
