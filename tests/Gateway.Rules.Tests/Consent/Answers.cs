using System.Collections.Immutable;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Consent;

/// <summary>Made-up answers about one child's early help, of a day in November.</summary>
internal static class Answers
{
    public static readonly DateOnly Today = new(2026, 11, 22);
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    public static readonly ConsentAges Ages = new(12, 16, 18);
    public static readonly ImmutableArray<Item> Asked = [Item.PlanFlag, Item.School];

    private static int _made;

    public static ConsentRecord Of(GiverRole giver, ConsentStage stage = ConsentStage.Given, string agency = "gp") => new(
        Guid.NewGuid(), agency, ConsentKind.ServiceAgreement, new ConsentScope(Asked, ["gp"], [Purpose.EarlyHelp]), giver, stage, Now.AddMinutes(Interlocked.Increment(ref _made)))
    {
        IsEvidenced = true,
    };

    public static ConsentRecord Mother(ConsentStage stage = ConsentStage.Given, string agency = "gp") => Of(GiverRole.ParentalResponsibility, stage, agency);

    public static ConsentRecord Child(ConsentStage stage, bool? competent, CompetenceKind kind = CompetenceKind.General) =>
        Of(GiverRole.Self, stage) with { Competence = competent is { } all ? Judged(all, kind) : null };

    public static Competence Judged(bool competent, CompetenceKind kind = CompetenceKind.General, ConsentKind decision = ConsentKind.ServiceAgreement) =>
        new(Guid.NewGuid(), kind, true, true, competent, true, "worker", Today, decision);

    public static Resolution Resolve(int age, params ConsentRecord[] records) => Resolve(age, Asked, records);

    public static Resolution Resolve(int age, ImmutableArray<Item> items, params ConsentRecord[] records) =>
        Rules.Consent.Resolve.For(Terms.Published, Question(age) with { Items = items }, records, []);

    public static ConsentQuestion Question(int age) => new(Purpose.EarlyHelp, "gp", Asked, age, Today, Ages);
}
