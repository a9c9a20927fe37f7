using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Policy;
using Gateway.Rules.Federation;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Plans;

/// <summary>
/// A council says that a child's plan started, changed or ended (E21), or moves with the child (E22). Each agency that it names is asked, of its own system, whether the child is theirs; whoever it is not is told nothing. What a notice
/// tells passes through the rules for its recipient (rulings, 23): which category it is nobody reads here, and the council's number is on it.
/// </summary>
internal sealed class TellOfPlan(
    IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, ConfirmRelationship confirm, PoliciesInForce policies, Register register, NoticeTerms terms, AppendToLedger append, TimeProvider time)
{
    private const int Infant = 1;
    private const int Five = 5;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private static readonly byte[] NoPolicy = new byte[32];

    /// <summary>Null where the ledger cannot record: then nobody is told.</summary>
    public async Task<PlanTold?> RunAsync(Practitioner who, Guid requestId, ChildAsked child, PlanChange change, ImmutableArray<Agency> tell, CancellationToken stopping)
    {
        var id = Of(who, requestId, child, change);
        var found = await Task.WhenAll(tell.Select(agency => ReadersAsync(id, agency, child, stopping)));
        ImmutableArray<(Agency Agency, PlanState State)> told = [.. tell.Zip(found, (agency, readers) => (agency, readers.State))];
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        foreach (var (part, agency, relationship) in found.SelectMany(one => one.Readers)) await inbox.AddNewAsync(db, Posting(who, id, child, change, part, agency, relationship), stopping);
        // What cannot be told fails here, while nothing is recorded yet.
        if (await append(Entry(who, id, child, change, told), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return null;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        inbox.Committed();
        return new PlanTold(id, told, receipt);
    }

    private async Task<(PlanState State, ImmutableArray<(NoticeRecipient Part, Agency Agency, Relationship? Relationship)> Readers)> ReadersAsync(Guid id, Agency agency, ChildAsked child, CancellationToken stopping)
    {
        var (readers, state) = (ImmutableArray.CreateBuilder<(NoticeRecipient, Agency, Relationship?)>(), PlanState.NotTheirs);
        foreach (var (part, role) in PartsAt(agency, child))
        {
            ImmutableArray<RelationshipType> types = policies.Current?.Role(role)?.RelationshipTypes ?? [];
            RelationshipAnswer answer = types.Any(type => agency.Relationships?.Types.Contains(type.Word()) is true)
                ? await confirm.AskAsync(id, new Practitioner(agency, "safeguarding-lead", role, null), types, child, Deadline, stopping)
                : new RelationshipAnswer.NotAnswered(Because.NotAsked);
            if (answer is RelationshipAnswer.NotConfirmed) continue;
            var relationship = (answer as RelationshipAnswer.Confirmed)?.Relationship;
            readers.Add((part, agency, relationship));
            state = relationship is not null || state == PlanState.Told ? PlanState.Told : PlanState.ToldToRing;
        }

        return (state, readers.ToImmutable());
    }

    /// <summary>Of a move the practice and the school (E22); of the rest every one of them (E21).</summary>
    public static bool Tells(PlanChangeKind change, Agency agency) => change != PlanChangeKind.Moved || agency.Kind is AgencyKind.GpPractice or AgencyKind.School;

    // Health visitors up to five, school nurses after that, midwives of the youngest (workflows, section 4).
    private IEnumerable<(NoticeRecipient Part, string Role)> PartsAt(Agency agency, ChildAsked child)
    {
        var now = time.GetUtcNow();
        var age = child.AgeOn(LondonTime.Day(now));
        foreach (var part in agency.Kind switch
        {
            AgencyKind.GpPractice => [NoticeRecipient.Gp],
            AgencyKind.School => [NoticeRecipient.SafeguardingLead],
            AgencyKind.NhsTrust when age < Infant => [NoticeRecipient.HealthVisitor, NoticeRecipient.Midwife],
            AgencyKind.NhsTrust => [age < Five ? NoticeRecipient.HealthVisitor : NoticeRecipient.SchoolNurse],
            _ => (NoticeRecipient[])[],
        })
            foreach (var role in (terms.Part(part, agency.Kind.Word(), now)?.Roles ?? []).Where(role => agency.Has(role)).Take(1)) yield return (part, role);
    }

    private static Posting Posting(Practitioner who, Guid id, ChildAsked child, PlanChange change, NoticeRecipient part, Agency agency, Relationship? relationship) =>
        new(change.Kind == PlanChangeKind.Moved ? NoticeEvent.ChildMoved : NoticeEvent.PlanChanged, new NoticeSubject(NoticeSubjectKind.Plan, id.ToString()), new PostingTo(part, agency.Id), change.At)
        {
            Child = child,
            Relationship = relationship,
            Words = Words(change.Kind, keepsCodes: part != NoticeRecipient.SafeguardingLead),
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

    private LedgerEntry Entry(Practitioner who, Guid id, ChildAsked child, PlanChange change, ImmutableArray<(Agency Agency, PlanState State)> told) => new(
        EntryType.Outcome, id, who.Agency.Kind.Class(), EntryOutcome.Noted, policies.Current?.Hash ?? NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "plan-changed");
            RecordReading.WriteWho(json, who);
            json.WriteString("change"u8, change.Kind.Word());
            json.WriteString("registerVersion"u8, register.Version);
            json.WriteStartObject("told"u8);
            foreach (var (agency, state) in told) json.WriteString(agency.Id, state.Word());
            json.WriteEndObject();
        }), Actor.Of(who)),
        [child.Section(RetentionClass.Decision(who.Agency.Id), json => AskCustodians.WriteChild(json, child))]);
}

internal sealed record PlanChange(PlanChangeKind Kind, DateTimeOffset At);

/// <param name="Id">The change's own.</param>
internal sealed record PlanTold(Guid Id, ImmutableArray<(Agency Agency, PlanState State)> Told, LedgerReceipt Receipt);
