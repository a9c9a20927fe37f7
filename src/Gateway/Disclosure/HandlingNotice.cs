using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// How an answer is to be handled, read before anything else of it (sharing rules, 5.2 and 5.3): only to staff whose relationship is verified, and never who said so or why.
/// </summary>
internal static class HandlingNotice
{
    private const string Where = "Where this child lives is protected. Do not ask it aloud, print it or discuss it. Do not tell the family that you asked.";
    private const string Parents = "Do not inform the parents. Keep this out of anything that a parent can read, an online view of the record included.";
    private const string Doctor = "Speak to the named doctor for safeguarding before anybody speaks to the family.";
    private const string Relatives = "Do not discuss this with the family or other relatives. Nobody of the family or community interprets.";

    private const string Leak = "The wrong people may learn of this. Do not ask it aloud, print it or discuss it. Keep it out of anything that the family can read.";

    private const string Court = "A court order forbids sharing some of this. Do not pass on what you saw of it before. Ask your information governance officer what it allows.";

    /// <summary>Of what came after an answer: an order that came with it forbids what was shown before, too.</summary>
    public static ImmutableArray<string>? OfLate(Findings findings) =>
        Forbids(findings) ? [.. Of(findings) ?? [], Court] : Of(findings);

    /// <summary>An order that a record told of refuses an item which was let go without it. Of what was refused anyway nothing is said.</summary>
    public static bool Forbids(Findings findings) => findings.Decision.Items.Any(item =>
        (item.Rules & RuleSet.CourtOrderProhibits) != 0 && findings.Answers.Any(answer => answer.Record.Prohibited.Contains(item.Item)));

    public static ImmutableArray<string>? Of(Findings findings) => (findings.Decision.Obligations & ObligationSet.HandlingNotice) == 0
        ? null
        : Of(findings.Answers, findings.Home is { Protected: true }) is { IsEmpty: false } words ? words : Declared(findings.Decision);

    // Whoever asked said that it may leak (P3); no record of a custodian says how.
    private static ImmutableArray<string>? Declared(Decision decision) => decision.Items.Any(item => (item.Rules & RuleSet.LeakRisk) != 0) ? [Leak] : null;

    /// <summary>What was said at several times, once each and in the same order whenever it was said.</summary>
    public static ImmutableArray<string>? Together(IEnumerable<ImmutableArray<string>?> said)
    {
        var all = said.OfType<ImmutableArray<string>>().SelectMany(words => words).ToHashSet();
        return all.Count == 0 ? null : [.. ((string[])[Where, Parents, Relatives, Doctor, Leak, Court]).Where(all.Contains)];
    }

    /// <summary>As the record of some custodians says.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<CustodianAnswer> answers, bool shielded)
    {
        var said = SaidOfRecord.Together(answers);
        var flags = said.Handling;
        var words = ImmutableArray.CreateBuilder<string>();
        if (shielded || said.IsProtected) words.Add(Where);
        if ((flags & (HandlingFlags.DoNotInformParents | HandlingFlags.Fii)) != 0) words.Add(Parents);
        if ((flags & HandlingFlags.Hba) != 0) words.Add(Relatives);
        if ((flags & HandlingFlags.Fii) != 0) words.Add(Doctor);
        return words.DrainToImmutable();
    }
}
