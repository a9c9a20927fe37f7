using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Late;

/// <summary>What came late, for whoever asked and nobody else. That it was read is recorded before it is shown; that nothing came yet tells nothing, and is asked often.</summary>
internal sealed class ReadLate(
    IDbContextFactory<GatewayContext> contexts, Register register, ReadLateCheck read, SealLate seal, RecordReading record, WhomToRing ring)
{
    /// <param name="seen">How many of the late answers the reader has already.</param>
    /// <returns>Null where there is no such check of theirs: the three reasons for that are told to nobody apart.</returns>
    public async Task<LateReading?> OfAsync(Practitioner who, Guid check, int seen, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var (agency, subject, role) = (who.Agency.Id, who.Subject, who.Role);
        var late = await db.Set<LateQuestion>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Decision == check && one.AskerAgency == agency && one.Asker == subject && one.AskerRole == role, stopping);
        if (late is null) return null;
        var decided = LateDecision.Read(late);
        // A yes that was taken back since lets none of it be read any more.
        var may = await read.OfAsync(late, stopping) is { IsStricter: false };
        var answers = may ? await db.Set<LateAnswer>().AsNoTracking().Where(one => one.Question == late.Id).OrderBy(one => one.At).ThenBy(one => one.Id).ToListAsync(stopping) : [];
        var stricterFrom = LateDecision.StricterFrom(late);
        var came = answers.ConvertAll(answer => answer.At < stricterFrom ? seal.Open(answer).NoMore() : seal.Open(answer));
        answers = [.. answers.Skip(seen)];
        var status = StatusOf(late, decided, may, [.. came.Skip(seen).Select(one => one with { Handling = null })]) with { Handling = HandlingNotice.Together(came.Select(one => one.Handling)) };
        if (answers.Count == 0 && late.EndedAt is null) return new LateReading.Nothing(status with { Handling = null });
        return await record.RunAsync(who, "late-read", [late.Decision, .. answers.Select(one => one.LedgerEntry)], stopping) is { } receipt
            ? new LateReading.Something(status, receipt)
            : new LateReading.Closed();
    }

    private const string TakenBack = "What was agreed to was taken back, so nothing that came later is shown here. Treat what was not answered as not known, and ring.";

    private LateStatus StatusOf(LateQuestion late, Decision decided, bool may, ImmutableArray<LateNews> answers)
    {
        var open = OpenSources.Read(late.Open, register, decided);
        ImmutableArray<SilentSource> silent = [.. open.Select(one => new SilentSource(
            one.Custodian.Id, one.Custodian.Name, [.. one.Items.Select(item => item.Word())], ring.Line("Did not settle the question", one.Custodian.Telephones)))];
        return new LateStatus(late.Decision, late.EndedAt is null ? "waiting" : "ended", late.Until, may ? Words(late, open, silent) : TakenBack, silent, answers);
    }

    private static string Words(LateQuestion late, ImmutableArray<CustodianQuestion> open, ImmutableArray<SilentSource> silent)
    {
        if (silent.IsEmpty) return "Nobody is asked again any more.";
        if (late.EndedAt is not null) return "Still no answer; ring. " + Lines(silent);
        var (asked, not) = (open.Where(one => !one.GivenUp).Select(one => one.Custodian.Name), silent.Where(one => open.Any(held => held.GivenUp && held.Custodian.Id == one.Custodian)).ToArray());
        var words = $"No answer yet from {string.Join(", ", asked)}. Asked again until {Clock.Time(late.Until)}. Treat this as not known.";
        return not.Length == 0 ? words : $"{words} Not asked again; ring. {Lines(not)}";
    }

    private static string Lines(IEnumerable<SilentSource> silent) => string.Join(" ", silent.Select(one => $"{one.Name}: {one.Ring.Who} on {one.Ring.Number}."));
}

/// <summary>What a reader is given.</summary>
internal abstract record LateReading
{
    private LateReading() { }

    /// <summary>Nothing that they do not have, and it is asked on: it discloses nothing, and is not recorded.</summary>
    public sealed record Nothing(LateStatus Status) : LateReading;

    public sealed record Something(LateStatus Status, LedgerReceipt Receipt) : LateReading;

    /// <summary>The ledger cannot record, so nothing is shown.</summary>
    public sealed record Closed : LateReading;
}
