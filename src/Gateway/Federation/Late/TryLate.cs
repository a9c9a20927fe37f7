using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Rules.Federation;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Late;

/// <summary>
/// One try at one promise: ask who is still silent, look at the consent again, tell the council that turns out to be responsible,
/// and record what came before anybody can read it.
/// </summary>
internal sealed class TryLate(
    ReadLateCheck read, Register register, AskCustodians ask, TellCouncil council, WhetherGone gone, ComposeLate compose, CloseTry close, IOptions<LateSettings> settings, TimeProvider time)
{
    /// <param name="late">Claimed by this process.</param>
    public async Task RunAsync(GatewayContext db, LateQuestion late, CancellationToken stopping)
    {
        if (await read.OfAsync(late, stopping) is not { } check) await close.GiveUpAsync(db, late, stopping);
        else if (OpenSources.Read(late.Open, register, check.Decision) is not { IsEmpty: false } open) await close.RunAsync(db, check, check.IsStricter ? TriedLate.NothingMayGo(check) : TriedLate.NobodyIsThere(check), stopping);
        else if (time.GetUtcNow() > late.Until + settings.Value.Keep) await close.RunAsync(db, check, TriedLate.TooLate(check, open), stopping);
        else await AskAsync(db, check, open, stopping);
    }

    private async Task AskAsync(GatewayContext db, LateCheck check, ImmutableArray<CustodianQuestion> open, CancellationToken stopping)
    {
        var late = check.Late;
        var said = await ask.AskPatientlyAsync(late.AskedUnder, check.Child, check.Check.Question.Purpose, late.Since, open.RemoveAll(one => one.GivenUp), settings.Value.Attempt, stopping);
        ImmutableArray<CustodianAnswer> answers = [.. said.Select(one => one.Question.MayBeUnlisted ? one.Unsure() : one)];
        var settled = answers.Select(Settled).OfType<CustodianAnswer>().ToImmutableArray();
        // What came is not let go by what was agreed to before it was asked for.
        if (!settled.IsEmpty) check = await read.HandledAsync(await read.OfAsync(late, stopping) ?? throw new InvalidOperationException("The policy of a promise is gone."), settled, stopping);
        var findings = check.Findings(settled);
        // Who is not asked any more stays silent, and is named to the end.
        ImmutableArray<CustodianQuestion> before = [.. open.Where(one => one.GivenUp)];
        var (silent, now) = (check.Findings([.. answers, .. before.Select(one => CustodianAnswer.NotKnown(one, Because.NotAsked, TimeSpan.Zero))]), time.GetUtcNow());
        ImmutableArray<CustodianQuestion> still = [.. answers.Select(answer => OpenSources.StillOpen(answer, silent)).OfType<CustodianQuestion>()];
        ImmutableArray<CustodianQuestion> all = [.. still, .. answers.Select(answer => OpenSources.GivenUp(answer, silent)).OfType<CustodianQuestion>(), .. before];
        var news = settled.IsEmpty || !(check.IsTightened || MayShowAny(findings)) ? null : compose.Of(check.Check, findings, now, await council.LateAsync(check.Check, findings, check.Encounter, stopping));
        await close.RunAsync(db, check, new TriedLate
        {
            Released = settled.IsEmpty ? null : findings,
            News = news,
            HasGone = news is { IsNews: true } && await gone.AskAsync(check, settings.Value.Attempt, stopping),
            Silent = all.IsEmpty ? null : silent,
            Open = all,
            IsOver = still.IsEmpty || now >= late.Until,
            StricterFrom = check.IsTightened ? now : null,
        }, stopping);
    }

    private static bool MayShowAny(Findings findings) => findings.Answers.Any(answer => answer.Items.Any(one => findings.MayShow(one.Item)));

    // The items that it settled, one way or another; null where it settled none.
    private static CustodianAnswer? Settled(CustodianAnswer answer)
    {
        ImmutableArray<ItemSaid> items = [.. answer.Items.Where(one => !OpenSources.CanPass(one.Said))];
        return items.IsEmpty ? null : answer with { Question = answer.Question with { Items = [.. items.Select(one => one.Item)] }, Items = items };
    }
}

/// <summary>What came of one try.</summary>
internal sealed record TriedLate
{
    /// <summary>What was agreed to was taken back: nobody is asked, and none of it goes.</summary>
    public static TriedLate NothingMayGo(LateCheck check) => new() { Released = check.Findings([]), IsOver = true };

    /// <summary>The register has none of those any more who were silent.</summary>
    public static TriedLate NobodyIsThere(LateCheck check) => new() { Silent = check.Findings([]), IsOver = true };

    /// <summary>The gateway was away for so long that what would come now is about another day: nobody is asked any more.</summary>
    public static TriedLate TooLate(LateCheck check, ImmutableArray<CustodianQuestion> open) =>
        new() { Silent = check.Findings(open.Select(one => CustodianAnswer.NotKnown(one, Because.NotAsked, TimeSpan.Zero))), Open = open, IsOver = true };

    /// <summary>What was settled, under the decision as it stands; null where nothing was.</summary>
    public Findings? Released { get; init; }

    /// <summary>What of it may be read; null where none of it may.</summary>
    public LateNews? News { get; init; }

    /// <summary>What everybody said who was asked; null where nobody is silent any more.</summary>
    public Findings? Silent { get; init; }

    /// <summary>When a record said that less may go than was let go; null where none did.</summary>
    public DateTimeOffset? StricterFrom { get; init; }

    /// <summary>The child is no longer where the asker found them, or nobody says that they are.</summary>
    public bool HasGone { get; init; }

    public ImmutableArray<CustodianQuestion> Open { get; init; } = [];

    public required bool IsOver { get; init; }
}
