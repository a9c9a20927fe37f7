using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Reviews;

/// <summary>Makes the tasks of those who read decisions afterwards: at the asker's agency, and at each holder that gave something.</summary>
internal sealed class RecordReviews(
    IDbContextFactory<GatewayContext> contexts, AlertLimits limits, PatternKey key, WriteLater later, BankHolidays holidays, TimeProvider time)
{
    /// <summary>The tasks that the decision alone makes, for the asker's agency.</summary>
    public IEnumerable<Review> Of(CheckContext check, Decision decision, DateTimeOffset now)
    {
        var reason = check.Question.Reason ?? "";
        if (check.Question.Justification is not null && decision.Items.Any(item => item.Justified || item.Reason == "Hg"))
            yield return Review.Of(check, Matter(ReviewKind.Justify, decision, reason, Due(check, now), forHolders: false, check.Check.ToString("N")), now);
        if (check.Question.Emergency is { } emergency)
            yield return Review.Of(check, Matter(ReviewKind.Emergency, decision, reason.Length == 0 ? emergency.Basis : reason, Due(check, now), forHolders: false, check.Check.ToString("N")), now);
        if (Alarming(decision) is { } code)
            yield return Review.Of(check, Matter(ReviewKind.Refusal, decision, reason, WorkingDays.EndOfDay(now), forHolders: true, Once(check, code, now)), now);
    }

    /// <summary>A holder that gave something on a reason has its task before it goes; one in so many of what was shared has its task later.</summary>
    public async Task ReleasedAsync(CheckContext check, Findings findings, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (findings.Decision.Items.Any(item => item.Justified) || check.Question.Emergency is not null) await ForHoldersAsync(check, findings, now, stopping);
        else if (ReadSample.Takes(check.Check, limits.SampleOneIn)) Sample(check, findings, now);
    }

    /// <summary>The reason code of a refusal that is looked at the same day, or null.</summary>
    public static string? Alarming(Decision decision)
    {
        foreach (var item in decision.Items)
            if (item is { Outcome: Outcome.Refuse, Reason: "X2" or "X3" or "X11" or "X12" }) return item.Reason;
        return null;
    }

    private async Task ForHoldersAsync(CheckContext check, Findings findings, DateTimeOffset now, CancellationToken stopping)
    {
        var kind = check.Question.Justification is not null ? ReviewKind.Justify : ReviewKind.Emergency;
        var own = Review.Of(check, Matter(kind, findings.Decision, check.Question.Reason ?? "", Due(check, now), forHolders: false, check.Check.ToString("N")), now);
        await contexts.AddNewAsync([.. Holders(check, findings).Select(own.For)], stopping);
    }

    private void Sample(CheckContext check, Findings findings, DateTimeOffset now)
    {
        if (!findings.Decision.Items.Any(item => item.MayBeAsked)) return;
        var own = Review.Of(check, Matter(ReviewKind.Sample, findings.Decision, "", WorkingDays.EndOfNextMonth(now), forHolders: false, check.Check.ToString("N")), now);
        later.Write(own);
        foreach (var holder in Holders(check, findings)) later.Write(own.For(holder));
    }

    private DateTimeOffset Due(CheckContext check, DateTimeOffset now) => WorkingDays.After(now, check.Policy.LimitsAt(now).ReviewWorkingDays, holidays);

    private static IEnumerable<string> Holders(CheckContext check, Findings findings) => findings.Answers
        .Where(answer => answer.Items.Any(said => said.Said.Said == Said.Held && findings.MayShow(said.Item)))
        .Select(answer => answer.Question.Custodian.Agency.Id).Where(agency => agency != check.Asker.Agency.Id).Distinct(StringComparer.Ordinal);

    private ReviewMatter Matter(ReviewKind kind, Decision decision, string reason, DateTimeOffset due, bool forHolders, params string[] parts) => new(
        kind, decision.PolicyHash, key.Of([kind.Word(), .. parts]), ItemsOf(decision), reason, due, forHolders);

    private string[] Once(CheckContext check, string code, DateTimeOffset now) =>
    [
        code, PatternKey.Of(check.Asker).ToString("N"), key.Of(check.Question.Child.NhsNumber).ToString(CultureInfo.InvariantCulture),
        LondonTime.Day(now).ToString("O", CultureInfo.InvariantCulture),
    ];

    internal static string ItemsOf(Decision decision) =>
        string.Join(' ', decision.Items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}"));
}
