using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy.Properties;

/// <summary>What may be true of a question, beside role, purpose, item, consent and declared risk.</summary>
[Flags]
public enum Marks
{
    None = 0,
    Shield = 1,
    Sensitive = 2,
    Anomaly = 4,
    CourtOrder = 8,
    CourtOrderInRecord = 16,
    Emergency = 32,
    Duty = 64,
    Allocated = 128,
    Adult = 256,
}

/// <summary>
/// Every role, purpose, item, consent, declared risk and set of marks: some 290 million questions. By default every 2,003rd
/// is asked; <c>GATEWAY_PROPERTY_STRIDE=1</c> asks them all, any other number every so many.
/// </summary>
internal static class Space
{
    private const int DefaultStride = 2003;
    private const int MarkSets = 512;

    private static readonly ImmutableArray<string> Roles = [.. Repository.Policy.RoleNames.Order(StringComparer.Ordinal), "unrecognised"];

    public static readonly ImmutableArray<ConsentFacts> Consents =
    [
        .. Enum.GetValues<ConsentState>().Select(state => new ConsentFacts(state)), new(ConsentState.Given, ConsentGiver.Subject, true),
        new(ConsentState.Given, ConsentGiver.ParentWithPr), new(ConsentState.Refused, ConsentGiver.Subject, true),
    ];

    private static readonly ImmutableArray<RiskDeclared?> Risks =
    [
        null, new(2, null, RiskSource.None), new(1, 0, RiskSource.None), new(4, 3, RiskSource.OnwardLeak), new(3, 3, RiskSource.Recipient),
    ];

    private static readonly int Stride =
        int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_PROPERTY_STRIDE"), CultureInfo.InvariantCulture, out var stride) ? stride : DefaultStride;

    public static long Size => (long)Roles.Length * PurposeWords.All.Length * ItemWords.All.Length * Consents.Length * Risks.Length * MarkSets;

    /// <summary>The questions of this run, in parallel; the number that were asked.</summary>
    public static long ForEach(Action<Point> ask)
    {
        var count = Size / Stride;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, place => ask(At(place * Stride)));
        return count;
    }

    private static Point At(long place) => new(
        Take(ref place, Roles), Take(ref place, PurposeWords.All), Take(ref place, ItemWords.All), Take(ref place, Consents), Take(ref place, Risks), (Marks)place);

    private static T Take<T>(ref long place, ImmutableArray<T> from)
    {
        var taken = from[(int)(place % from.Length)];
        place /= from.Length;
        return taken;
    }
}

/// <summary>One question about one item.</summary>
internal readonly record struct Point(string Role, Purpose Purpose, Item Item, ConsentFacts Consent, RiskDeclared? Risk, Marks Marks)
{
    public bool Has(Marks mark) => (Marks & mark) != 0;

    public Point And(Marks mark) => this with { Marks = Marks | mark };

    public RequestFacts Facts() => Asking.About(Role, Purpose, Item) with
    {
        AgeYears = Has(Marks.Adult) ? 18 : 15,
        Consent = Consent,
        Risk = Risk,
        Prohibited = Has(Marks.CourtOrder) ? [Item] : [],
        Demanded = Purpose == Purpose.Compelled ? [Item.PlanFlag, Item.AttendanceDates, Item.Address] : [],
        Flags = Flag(Marks.Anomaly, RequestFlags.Anomaly) | Flag(Marks.Emergency, RequestFlags.Emergency)
            | Flag(Marks.Duty, RequestFlags.DutyInForce) | Flag(Marks.Allocated, RequestFlags.Allocated),
    };

    public RecordFacts Record() => new(Has(Marks.Shield))
    {
        SensitiveAttendance = Has(Marks.Sensitive),
        Prohibited = Has(Marks.CourtOrderInRecord) ? [Item] : [],
    };

    /// <summary>The decision about the item, and about the attendance at a sensitive service.</summary>
    public (ItemDecision Item, ItemDecision Sensitive) Decide()
    {
        var decision = Facts().All(Record());
        return (decision.Items[0], decision.SensitiveAttendance is [var sensitive] ? sensitive : decision.Items[0]);
    }

    private RequestFlags Flag(Marks mark, RequestFlags flag) => Has(mark) ? flag : RequestFlags.None;
}
