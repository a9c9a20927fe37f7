using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Policy;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>A run of checks as the child's council may read it: how many, by which kinds of agency, when (rulings, 25). Not who, and nothing that was asked or said.</summary>
public sealed record SignalView(Guid Id, ChildAsked Child, DateTimeOffset At, int Agencies, ImmutableArray<ChecksOfKind> Kinds)
{
    public int Checks => Kinds.Sum(kind => kind.At.Length);

    public DateTimeOffset From => Kinds.Min(kind => kind.At[0]);

    internal static SignalView Of(Signal signal)
    {
        var counted = signal.Counted();
        return new SignalView(
            signal.Id, new ChildAsked(signal.Child, signal.DateOfBirth), signal.At, counted.Select(check => check.Agency).Distinct(StringComparer.Ordinal).Count(),
            [.. counted.GroupBy(check => check.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new ChecksOfKind(kind.Key, [.. kind.Select(check => check.At).Order()]))]);
    }
}

/// <param name="At">When, the first first.</param>
public sealed record ChecksOfKind(string Kind, ImmutableArray<DateTimeOffset> At);

/// <summary>What came of reading one.</summary>
internal abstract record SignalAnswer
{
    private SignalAnswer() { }

    public sealed record Shown(SignalView View, LedgerReceipt Receipt) : SignalAnswer;

    /// <summary>The reader was told of none such, or there is none: nobody can tell which.</summary>
    public sealed record NotFound : SignalAnswer;

    public sealed record Closed : SignalAnswer;
}

/// <summary>Somebody reads the signal that a notice of theirs is about. It is a disclosure, and recorded before it is shown.</summary>
internal sealed class ReadSignal(IDbContextFactory<GatewayContext> contexts, PoliciesInForce policies, AppendToLedger append)
{
    public async Task<SignalAnswer> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var subject = id.ToString();
        if (!await TheirNotices.Of(db, who).AnyAsync(notice => notice.SubjectKind == NoticeSubjectKind.Signal && notice.Subject == subject, stopping)
            || await db.Set<Signal>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } signal) return new SignalAnswer.NotFound();
        // Where the policy knows no such role, nobody may be told anything.
        if (policies.Current is not { } policy || policy.Role(who.Role) is null) return new SignalAnswer.NotFound();
        var view = SignalView.Of(signal);
        return await append(Entry(who, view, policy.Hash), stopping) is AppendResult.Recorded { Receipt: var receipt } ? new SignalAnswer.Shown(view, receipt) : new SignalAnswer.Closed();
    }

    private static LedgerEntry Entry(Practitioner who, SignalView view, ReadOnlyMemory<byte> policy) => new(
        EntryType.Disclosure, Guid.NewGuid(), who.Agency.Kind.Class(), EntryOutcome.Noted, policy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "run-of-checks");
            RecordReading.WriteWho(json, who);
            json.WriteString("signal"u8, view.Id);
            json.WriteNumber("checks"u8, view.Checks);
            json.WriteString("kinds"u8, string.Join(' ', view.Kinds.Select(kind => kind.Kind)));
        }), Actor.Of(who)),
        [view.Child.Section(RetentionClass.Decision(who.Agency.Id), json => AskCustodians.WriteChild(json, view.Child))]);
}
