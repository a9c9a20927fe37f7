using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Disclosure.Admission;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Policy;
using Gateway.Rules.Federation;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Visiting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Plans;

/// <summary>
/// A council says that a child's plan started, changed or ended (E21), or moves with the child (E22). Each agency that it names, and each service that the register says may have the child, is asked, of its own system, whether the child is
/// theirs; whoever it is not is told nothing. What a notice
/// tells passes through the rules for its recipient (rulings, 23): which category it is nobody reads here, and the council's number is on it.
/// </summary>
internal sealed class TellOfPlan(
    IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, ConfirmTheirs theirs, AdmitChecks admit, WatchChecks watch, WhomToRing ring, ConfirmRelationship confirm, FindServices services, PoliciesInForce policies, Register register, NoticeTerms terms,
    AppendToLedger append, TimeProvider time)
{
    // Of those that can wait: whoever has a child before them goes first.
    private const Purpose Waits = Purpose.Section17;

    public async Task<PlanOutcome> RunAsync(Practitioner who, Guid requestId, ChildAsked child, PlanChange change, ImmutableArray<Agency> tell, CancellationToken stopping)
    {
        var lines = ring.ForAreas(who.Agency.Areas);
        if (policies.Current is not { } policy) return new PlanOutcome.NoPolicy(lines);
        switch (admit.Begin(who.Agency, Waits))
        {
            case Admitted.Yes place:
                using (place) return await AdmittedAsync(who, ConfirmTheirs.Check(who, Of(who, requestId, child, change), child, policy), change, tell, stopping);
            case Admitted.AgencyHeldBack: return new PlanOutcome.AgencyHeldBack(lines);
            default: return new PlanOutcome.TooBusy(lines);
        }
    }

    // Nobody is asked about a child of whom the council has not shown that it is theirs.
    private async Task<PlanOutcome> AdmittedAsync(Practitioner who, CheckContext check, PlanChange change, ImmutableArray<Agency> tell, CancellationToken stopping)
    {
        var found = await theirs.RunAsync(check, stopping);
        await using var turn = found.Watched.Turn;
        if (!found.Is) return await RefuseAsync(who, check, change, found, stopping);
        if (await TellAsync(who, check.Interaction, check.Question.Child, change, tell, stopping) is not { } told) return new PlanOutcome.LedgerClosed(ring.ForAreas(who.Agency.Areas));
        await watch.DecidedAsync(check with { Check = told.Receipt.EntryId }, found.Decision, found.Watched, stopping);
        return told;
    }

    private async Task<PlanOutcome> RefuseAsync(Practitioner who, CheckContext check, PlanChange change, Theirs found, CancellationToken stopping)
    {
        var (lines, reason) = (ring.ForAreas(who.Agency.Areas), found.Decision.Items[0].Reason);
        if (await append(Entry(who, check.Interaction, check.Question.Child, change, EntryOutcome.Deny, json => json.WriteString("because"u8, reason)), stopping) is not AppendResult.Recorded { Receipt: var receipt }) return new PlanOutcome.LedgerClosed(lines);
        if (!found.IsSilent || reason != "X2") await watch.DecidedAsync(check with { Check = receipt.EntryId }, found.Decision, found.Watched, stopping);
        return new PlanOutcome.Refused(
            new RefusalAnswer(
                receipt.EntryId, receipt.At, new ReasonAnswer(reason, check.Policy.Reasons[reason]), RefusalWords.Of(reason, found.IsSilent, lines.FirstOrDefault()), [], lines,
                ComposeAnswer.RefusalStanding, ComposeAnswer.Policy(check.Policy)),
            receipt);
    }

    // None where the ledger cannot record: then nobody is told.
    private async Task<PlanOutcome.Told?> TellAsync(Practitioner who, Guid id, ChildAsked child, PlanChange change, ImmutableArray<Agency> tell, CancellationToken stopping)
    {
        var found = await Task.WhenAll(tell.Select(agency => ReadersAsync(id, agency, child, stopping)));
        ImmutableArray<(Agency Agency, PlanState State)> told = [.. tell.Zip(found, (agency, readers) => (agency, readers.State))];
        var visiting = await VisitingAsync(who, id, child, change, tell, found, stopping);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        foreach (var reader in found.SelectMany(one => one.Readers).Concat(visiting.Readers)) await inbox.AddNewAsync(db, Posting(who, id, child, change, reader), stopping);
        // What cannot be told fails here, while nothing is recorded yet.
        if (await append(Entry(who, id, child, change, EntryOutcome.Noted, json => Write(json, told.AddRange(visiting.Agencies))), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return null;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        inbox.Committed();
        return new PlanOutcome.Told(id, told, visiting.Parts, receipt);
    }

    // Whoever visits the child, or is their school nurse, need not be named: the register says which services may have the child.
    private async Task<VisitingTold> VisitingAsync(Practitioner who, Guid id, ChildAsked child, PlanChange change, ImmutableArray<Agency> tell, (PlanState State, ImmutableArray<PlanReader> Readers)[] found, CancellationToken stopping)
    {
        var parts = change.Kind == PlanChangeKind.Moved ? [] : WhoVisits.Of(child.DateOfBirth, LondonTime.Day(time.GetUtcNow()));
        if (parts.IsEmpty) return VisitingTold.None;
        var practice = found.SelectMany(one => one.Readers).FirstOrDefault(reader => reader is { Part: NoticeRecipient.Gp, Relationship: not null })?.Agency.Id;
        var said = await services.OfAsync(id, child, parts, who.Agency.Areas, practice, [.. tell.Select(agency => agency.Id)], stopping);
        var named = tell.SelectMany(agency => PartsAt(agency, child)).Select(one => one.Part).ToHashSet();
        return VisitingTold.Of(parts, said, named);
    }

    private async Task<(PlanState State, ImmutableArray<PlanReader> Readers)> ReadersAsync(Guid id, Agency agency, ChildAsked child, CancellationToken stopping)
    {
        var (readers, state) = (ImmutableArray.CreateBuilder<PlanReader>(), PlanState.NobodyThere);
        foreach (var (part, role) in PartsAt(agency, child))
        {
            if (state == PlanState.NobodyThere) state = PlanState.NotTheirs;
            var answer = await AskAsync(id, agency, role, child, stopping);
            if (answer is RelationshipAnswer.NotConfirmed) continue;
            var relationship = (answer as RelationshipAnswer.Confirmed)?.Relationship;
            readers.Add(new PlanReader(part, agency, relationship));
            state = relationship is not null || state == PlanState.Told ? PlanState.Told : PlanState.ToldToRing;
        }

        if (await HospitalAsync(id, agency, child, stopping) is { } hospital) readers.Add(hospital);
        return (state, readers.ToImmutable());
    }

    // A hospital where the child is now puts the code in its record, or takes it out. What it says changes nothing of what the council hears: whoever visits the child is told by another.
    private async Task<PlanReader?> HospitalAsync(Guid id, Agency agency, ChildAsked child, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (agency.Kind != AgencyKind.NhsTrust || (terms.Part(NoticeRecipient.LiaisonNurse, agency.Kind.Word(), now)?.Roles ?? []).FirstOrDefault(role => agency.Has(role)) is not { } role) return null;
        return await AskAsync(id, agency, role, child, stopping) switch
        {
            RelationshipAnswer.Confirmed { Relationship: var there } when there.EndedAt is not { } ended || ended > now => new PlanReader(NoticeRecipient.LiaisonNurse, agency, there),
            RelationshipAnswer.NotAnswered => new PlanReader(NoticeRecipient.LiaisonNurse, agency, null),
            _ => null,
        };
    }

    private async Task<RelationshipAnswer> AskAsync(Guid id, Agency agency, string role, ChildAsked child, CancellationToken stopping)
    {
        ImmutableArray<RelationshipType> types = policies.Current?.Role(role)?.RelationshipTypes ?? [];
        return types.Any(type => agency.Relationships?.Types.Contains(type.Word()) is true)
            ? await confirm.AskAsync(id, new Practitioner(agency, "safeguarding-lead", role, null), types, child, stopping)
            : new RelationshipAnswer.NotAnswered(Because.NotAsked);
    }

    /// <summary>Of a move the practice and the school (E22); of the rest every one of them (E21).</summary>
    public static bool Tells(PlanChangeKind change, Agency agency) => change != PlanChangeKind.Moved || agency.Kind is AgencyKind.GpPractice or AgencyKind.School;

    private IEnumerable<(NoticeRecipient Part, string Role)> PartsAt(Agency agency, ChildAsked child)
    {
        var now = time.GetUtcNow();
        foreach (var part in agency.Kind switch
        {
            AgencyKind.GpPractice => [NoticeRecipient.Gp],
            AgencyKind.School => [NoticeRecipient.SafeguardingLead],
            AgencyKind.NhsTrust => WhoVisits.Of(child.DateOfBirth, LondonTime.Day(now)),
            _ => (ImmutableArray<NoticeRecipient>)[],
        })
            foreach (var role in (terms.Part(part, agency.Kind.Word(), now)?.Roles ?? []).Where(role => agency.Has(role)).Take(1)) yield return (part, role);
    }

    private static Posting Posting(Practitioner who, Guid id, ChildAsked child, PlanChange change, PlanReader reader) =>
        new(change.Kind == PlanChangeKind.Moved ? NoticeEvent.ChildMoved : NoticeEvent.PlanChanged, new NoticeSubject(NoticeSubjectKind.Plan, id.ToString()), new PostingTo(reader.Part, reader.Agency.Id), change.At)
        {
            Child = child,
            Relationship = reader.Relationship,
            Words = Words(change.Kind, keepsCodes: reader.Part != NoticeRecipient.SafeguardingLead),
            From = Actor.Of(who),
            Ring = who.Agency.Id,
            Interaction = id,
        };

    // A school has no codes.
    private static ImmutableArray<NoticeWord> Words(PlanChangeKind kind, bool keepsCodes) => kind switch
    {
        PlanChangeKind.Started => keepsCodes ? [NoticeWord.Started, NoticeWord.AddCode] : [NoticeWord.Started],
        PlanChangeKind.Ended => keepsCodes ? [NoticeWord.Ended, NoticeWord.RemoveCode] : [NoticeWord.Ended],
        PlanChangeKind.Moved => [],
        _ => [NoticeWord.Changed],
    };

    // Of the person, the request and what it says: sent again it is the same, and tells nobody twice.
    private static Guid Of(Practitioner who, Guid requestId, ChildAsked child, PlanChange change) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"plan-change\n{who.Agency.Id}\n{who.Subject}\n{requestId:N}\n{child.NhsNumber.Digits}\n{child.DateOfBirth:O}\n{change.Kind.Word()}")).AsSpan(0, 16));

    private LedgerEntry Entry(Practitioner who, Guid id, ChildAsked child, PlanChange change, EntryOutcome outcome, Action<Utf8JsonWriter> more) => new(
        EntryType.Outcome, id, who.Agency.Kind.Class(), outcome, policies.Current!.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "plan-changed");
            RecordReading.WriteWho(json, who);
            json.WriteString("change"u8, change.Kind.Word());
            json.WriteString("registerVersion"u8, register.Version);
            more(json);
        }), Actor.Of(who)),
        [child.Section(RetentionClass.Decision(who.Agency.Id), json => AskCustodians.WriteChild(json, child))]);

    private static void Write(Utf8JsonWriter json, ImmutableArray<(Agency Agency, PlanState State)> told)
    {
        json.WriteStartObject("told"u8);
        foreach (var (agency, state) in told) json.WriteString(agency.Id, state.Word());
        json.WriteEndObject();
    }
}

/// <param name="Relationship">None where nobody could say: told only to ring.</param>
internal sealed record PlanReader(NoticeRecipient Part, Agency Agency, Relationship? Relationship);

internal sealed record PlanChange(PlanChangeKind Kind, DateTimeOffset At);
