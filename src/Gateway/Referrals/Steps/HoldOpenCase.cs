using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// What comes about a child whose case is open at the council is no referral: it is passed to the case (the national definition; workflows, 1.7 F4). A strategy discussion is never kept waiting by that: it is
/// held, and counted with the case. The same number is the same child, unless the days of birth differ: then one of them is wrong, and that or the same name and birthday are said to whoever decides, and refuse nothing.
/// </summary>
internal sealed class HoldOpenCase(IDbContextFactory<GatewayContext> contexts, WhoMay may, SealReferrals seal, ReferralTables tables)
{
    private const int Most = 50;
    private const string Fact = "openCase";

    private static readonly ImmutableArray<StepOutcome> Goes = [StepOutcome.OpenCase, StepOutcome.Strategy, StepOutcome.OtherArea];

    // Early help is no case of children's social care, and what was passed to a case is not another one.
    private static readonly ReferralState[] Open =
        [ReferralState.Assessment, ReferralState.Strategy, ReferralState.Assessing, ReferralState.Assessed, ReferralState.StrategyHeld, ReferralState.Section47, ReferralState.Conference, ReferralState.Plan];

    /// <summary>Of these children, as far as whoever reads takes both in.</summary>
    public async Task<ImmutableArray<OpenCase>> RunAsync(Practitioner who, Referral referral, IEnumerable<ReferralChild> children, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var found = ImmutableArray.CreateBuilder<OpenCase>();
        foreach (var child in children.Where(child => may.Act(who, referral, child).Any(StepScope.IsOfCouncil)))
            if (await OfAsync(db, child, stopping) is { } open && may.Act(who, open.Referral, open.Case).Any(StepScope.IsOfCouncil)) found.Add(open);
        return found.ToImmutable();
    }

    /// <summary>Why a decision cannot be recorded; none where it can.</summary>
    public StepPrepared? Refuses(StepScope scope, OpenCase? open) => open is { IsCertain: true } && !Goes.Contains(scope.Asked.Step.Outcome)
        ? new StepPrepared.Not(new StepAnswered.Became(new StepTaken.Refused(scope.Child.Id, tables.Terms.Refuse(RefusedBecause.OpenCase, LondonTime.Day(scope.At)))))
        : null;

    /// <summary>The step, with the case that it goes to.</summary>
    public static ChildSteps On(StepScope scope, OpenCase? open) => open is null || scope.Asked.Step.Outcome is not (StepOutcome.OpenCase or StepOutcome.Strategy) || !open.IsCertain && scope.Asked.Step.Outcome == StepOutcome.Strategy
        ? scope.Plain()
        : scope.Plain() with { Facts = scope.Asked.Facts(json => Write(json, open)) };

    /// <summary>A decision that was recorded as information on an open case, and so is no referral.</summary>
    public static bool IsInformation(ReferralStep decision) => decision.Outcome == StepOutcome.OpenCase.Word() || Names(decision.Facts, Fact);

    /// <summary>A decision that goes to an open case.</summary>
    public static bool IsOn(string? facts) => Names(facts, Fact);

    /// <summary>Who has the case that a decision goes to, by their sign-in; none where nobody has it yet, or it goes to none.</summary>
    public static string? WorkerOf(string? facts)
    {
        if (facts is null || !Names(facts, Fact)) return null;
        using var document = JsonDocument.Parse(facts);
        return document.RootElement.GetProperty(Fact).TryGetProperty("practitioner", out var worker) ? worker.GetString() : null;
    }

    public async Task<OpenCase?> OfAsync(GatewayContext db, ReferralChild child, CancellationToken stopping)
    {
        if (child is { NumberKey: null, CalledKey: null }) return null;
        var (own, council, number, called) = (child.Referral, child.Council, child.NumberKey, child.CalledKey);
        var rows = await db.Set<ReferralChild>().AsNoTracking()
            .Where(other => other.Council == council && other.Referral != own && Open.Contains(other.State) && ((number != null && other.NumberKey == number) || (called != null && other.CalledKey == called)))
            .OrderByDescending(other => other.Id).Take(Most).ToListAsync(stopping);
        var about = seal.Open(child);
        var same = rows.Select(other => (Case: other, About: seal.Open(other))).Where(each => FindEarlier.IsSame(about, each.About))
            .Select(each => (each.Case, Certain: IsNumberOf(each.Case, number) && (about.Born is not { } born || each.About.Born is not { } theirs || born == theirs)))
            .OrderByDescending(each => each.Certain).ThenByDescending(each => each.Case.State).FirstOrDefault();
        if (same.Case is null) return null;
        var referral = same.Case.Referral;
        return new OpenCase(child, await db.Set<Referral>().AsNoTracking().SingleAsync(one => one.Id == referral, stopping), same.Case, same.Certain) { IsSameNumber = IsNumberOf(same.Case, number) };
    }

    private static bool IsNumberOf(ReferralChild other, byte[]? number) => number is not null && other.NumberKey is { } theirs && theirs.AsSpan().SequenceEqual(number);

    private static void Write(Utf8JsonWriter json, OpenCase open)
    {
        json.WriteStartObject(Fact);
        json.WriteString("child"u8, open.Case.Id);
        json.WriteString("referral"u8, open.Case.Referral);
        if (open.Case.Worker is { } worker) json.WriteString("practitioner"u8, worker);
        json.WriteEndObject();
    }

    private static bool Names(string? facts, string name)
    {
        if (facts is null) return false;
        using var document = JsonDocument.Parse(facts);
        return document.RootElement.TryGetProperty(name, out _);
    }
}

/// <param name="Child">Of whom something came.</param>
/// <param name="Case">The same child, whose case is open.</param>
/// <param name="IsCertain">Both have the same number, and not two days of birth.</param>
internal sealed record OpenCase(ReferralChild Child, Referral Referral, ReferralChild Case, bool IsCertain)
{
    /// <summary>Where it is not certain, the days of birth differ.</summary>
    public bool IsSameNumber { get; init; }
}
