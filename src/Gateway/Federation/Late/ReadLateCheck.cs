using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Disclosure.Explain;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>Reads a promise back. Consent is looked at anew each time: what was agreed to may have been taken back meanwhile.</summary>
internal sealed class ReadLateCheck(Register register, KeptPolicies policies, Ledger ledger, WhileAgreed agreed)
{
    /// <summary>Null where the asker's agency, or the policy that decided, is no longer here: then nothing can be let go.</summary>
    public async Task<LateCheck?> OfAsync(LateQuestion late, CancellationToken stopping)
    {
        if (register.Agencies.GetValueOrDefault(late.AskerAgency) is not { } agency) return null;
        if (await policies.FindAsync(late.PolicyHash, stopping) is not { } policy) return null;
        var decided = LateDecision.Read(late);
        var asker = new Practitioner(agency, late.Asker, late.AskerRole, late.AskerName);
        var check = new CheckContext(late.InteractionId, late.RequestId, asker, QuestionOf(late, decided), policy) { Check = late.Decision };
        var (now, decision) = await agreed.StillAsync(check, decided, () => FactsAsync(late, stopping), stopping);
        return new LateCheck(late, now, decision) { IsStricter = !decision.Items.SequenceEqual(decided.Items) };
    }

    /// <summary>With what a record said late of itself: as in an answer, only staff whose relationship was verified are told. Where nobody can say by what it was decided, nobody is.</summary>
    public async Task<LateCheck> HandledAsync(LateCheck check, ImmutableArray<CustodianAnswer> answers, CancellationToken stopping)
    {
        var said = SaidOfRecord.Together(answers);
        if (said.IsNothing) return check;
        if (await FactsAsync(check.Late, stopping) is not { } facts) return said.Prohibited.IsEmpty && !said.IsProtected ? check : check with { Decision = check.Decision with { Items = [] }, IsTightened = true };
        var record = said.Facts(isProtected: false);
        var now = Decide.WithRecord(check.Check.Policy, check.Decision, facts, record);
        return check with
        {
            Decision = now with { Obligations = check.Decision.Obligations | now.Obligations },
            Record = record,
            IsTightened = !now.Items.SequenceEqual(check.Decision.Items),
        };
    }

    private static CheckQuestion QuestionOf(LateQuestion late, Decision decided) => new(
        new ChildAsked(late.Child, late.DateOfBirth),
        PurposeWords.TryRead(late.Purpose, out var purpose) ? purpose : throw new InvalidDataException("A stored purpose does not read."),
        [.. decided.Items.Select(item => item.Item)], CheckQuestion.UsualDeadline);

    private async Task<RequestFacts?> FactsAsync(LateQuestion late, CancellationToken stopping)
    {
        if (await ledger.ReadDecisionAsync(late.Decision, stopping) is not { } recorded) return null;
        using var common = JsonDocument.Parse(recorded.Common);
        return RecordedFacts.Read(common.RootElement);
    }
}
