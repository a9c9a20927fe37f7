using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// Sends a draft whose six tasks hold, or completes what was sent by the danger path. However often and however much at once it is pressed there is one
/// referral and one reference: what it does is one request of its author's, whatever id the caller gives.
/// </summary>
internal sealed class SendReferral(TakeStep take, OpenForm form, SealReferrals seal, FindCouncil councils)
{
    private const int Tries = 4;
    private static readonly Step Sent = new(ReferralEvent.ReferralSent, ReferralActor.Referrer);
    private static readonly Step Received = new(ReferralEvent.ReferralReceived, ReferralActor.Gateway);
    private static readonly Step Completed = new(ReferralEvent.ReferralCompleted, ReferralActor.Referrer);

    public Task<ReferralSent> SendAsync(Practitioner who, Guid referral, CancellationToken stopping) => RunAsync(who, referral, completes: false, stopping);

    public Task<ReferralSent> CompleteAsync(Practitioner who, Guid referral, CancellationToken stopping) => RunAsync(who, referral, completes: true, stopping);

    /// <summary>Sends at once what is known now.</summary>
    public async Task<ReferralSent> UrgentlyAsync(Practitioner who, JsonElement sent, ReferralBegun begun, CancellationToken stopping)
    {
        var part = new FormPart(sent, form.Today);
        var chosen = part.Part("council")?.Text("agency") ?? (part.Has("postcode") ? null : councils.OnlyOneOf(who.Agency.Areas)?.Id);
        var found = councils.For(chosen, part.Text("postcode"), who.Agency.Areas);
        if (found is not CouncilFound.Receives(var council)) return new ReferralSent.NoCouncil([("/council", found)]);
        for (var tried = 1; ; tried++)
        {
            var taken = await take.RunAsync(new StepTaking(
                who, begun.Request, begun.Sent, (db, at, _) => Task.FromResult<StepsFound?>(Urgent(db, who, begun, sent, AboutUrgent(part), council, at))), stopping);
            if (taken is not StepTaken.Elsewhere || tried == Tries) return new ReferralSent.Became(taken);
        }
    }

    private async Task<ReferralSent> RunAsync(Practitioner who, Guid id, bool completes, CancellationToken stopping)
    {
        var what = $"{(completes ? "complete" : "send")}\n{who.Agency.Id}\n{who.Subject}\n{id:N}";
        for (var tried = 1; ; tried++)
        {
            ReferralSent? not = null;
            var taken = await take.RunAsync(new StepTaking(who, StepTaking.OwnRequest(what), seal.OfSent(what, []), async (db, at, stop) =>
            {
                (var found, not) = await FindAsync(db, who, id, completes, at, stop);
                return found;
            }), stopping);
            if (taken is StepTaken.NotFound && not is not null) return not;
            if (taken is not StepTaken.Elsewhere || tried == Tries) return new ReferralSent.Became(taken);
        }
    }

    private async Task<(StepsFound? Found, ReferralSent? Not)> FindAsync(GatewayContext db, Practitioner who, Guid id, bool completes, DateTimeOffset at, CancellationToken stopping)
    {
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == "", stopping) is not { } referral) return (null, null);
        if (completes != (referral.SentAt is not null) || !referral.TakesTasks) return (null, new ReferralSent.SentBefore());
        var tasks = await form.OfAsync(db, id, stopping);
        var rows = await db.Set<ReferralChild>().Where(child => child.Referral == id).ToListAsync(stopping);
        var missing = form.Missing(tasks);
        if (missing.Count > 0) return (null, new ReferralSent.NotComplete(missing));
        ChildOfForm[] children = [.. ChildOfForm.Of(tasks["children"], form.Today)];
        if (rows.Any(row => children.All(child => child.Id != row.Id))) return (null, new ReferralSent.NotComplete([new FieldFault("/tasks/children/children", "Name each child whom you sent, by the id that was given")]));
        var found = children.Select((child, n) => (Field: $"/tasks/children/children/{n}/address/postcode", Council: CouncilOf(who, child, rows))).ToArray();
        if (found.Any(each => each.Council is not CouncilFound.Receives)) return (null, new ReferralSent.NoCouncil([.. found.Where(each => each.Council is not CouncilFound.Receives)]));
        await KeepTyped.ForgetAsync(db, id, stopping);
        referral.Handle(HandlingOf.Tasks(tasks, form.Today));
        await PassHandling.AlongAsync(db, referral, rows, stopping);
        if (completes) referral.Complete(at);
        else referral.Send(NewReference(), at);
        var attachments = await db.Set<ReferralAttachment>().Where(one => one.Referral == id && one.State != AttachmentState.Coming).OrderBy(one => one.Number).Select(one => one.Id).ToListAsync(stopping);
        return (new StepsFound(referral, [.. children.Select((child, n) => Steps(db, referral, child, n, ((CouncilFound.Receives)found[n].Council).Council, rows))]) { Attachments = [.. attachments] }, null);
    }

    // What was sent stays where it was sent: another council takes it over from there.
    private CouncilFound CouncilOf(Practitioner who, ChildOfForm child, List<ReferralChild> rows) =>
        councils.For(rows.Find(row => row.Id == child.Id)?.Council ?? child.Council, child.Postcode, who.Agency.Areas);

    private ChildSteps Steps(GatewayContext db, Referral referral, ChildOfForm child, int n, Agency council, List<ReferralChild> rows)
    {
        if (rows.Find(row => row.Id == child.Id) is { } before)
        {
            before.Is(child.About, seal);
            return new ChildSteps(before, [Completed]);
        }

        var row = ReferralChild.Of(referral, child.Id, n + 1, council.Id, []).Is(child.About, seal);
        db.Add(row);
        return new ChildSteps(row, [Sent, Received]);
    }

    private StepsFound Urgent(GatewayContext db, Practitioner who, ReferralBegun begun, JsonElement sent, AboutChild about, Agency council, DateTimeOffset at)
    {
        var (referral, id) = (Referral.Of(who, begun, at), Guid.CreateVersion7(at));
        referral.Handle(HandlingOf.Chosen(new FormPart(sent, form.Today)));
        referral.Send(NewReference(), at);
        var child = ReferralChild.Of(referral, id, 1, council.Id, []).Is(about, seal);
        db.AddRange(referral, child, ReferralTask.Of(referral.Id, ReferralForm.Urgent.Name, seal.Task(referral.Id, ReferralForm.Urgent.Name, JsonSerializer.SerializeToUtf8Bytes(sent)), at));
        return new StepsFound(referral, [new ChildSteps(child, [Sent, Received])]);
    }

    private static AboutChild AboutUrgent(FormPart part)
    {
        var name = part.Text("child")!.Trim();
        var known = Rules.Identifiers.NhsNumber.Read(part.Text("nhsNumber"), out var number) == Rules.Identifiers.NhsNumberFault.None;
        return new AboutChild(name.Length <= 200 ? name : name[..200], known ? number : null, part.Day("dateOfBirth"));
    }

    // One that is taken already makes the store refuse, and another is tried.
    internal static ReferralReference NewReference() => ReferralReference.Of(RandomNumberGenerator.GetInt32(ReferralReference.Count));
}

/// <summary>What can come of sending.</summary>
internal abstract record ReferralSent
{
    private ReferralSent() { }

    public sealed record Became(StepTaken Taken) : ReferralSent;

    /// <summary>What is missing, each at its place. The draft is as it was.</summary>
    public sealed record NotComplete(IReadOnlyList<FieldFault> Missing) : ReferralSent;

    /// <summary>For some child nobody is known who receives it here. Nothing was sent, and there are numbers to ring.</summary>
    public sealed record NoCouncil(ImmutableArray<(string Field, CouncilFound Council)> For) : ReferralSent;

    public sealed record SentBefore : ReferralSent;
}
