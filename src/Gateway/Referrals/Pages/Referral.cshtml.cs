using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One referral at one address: to its author a draft or what became of it, to its council the whole of it, to an agency what it was asked.</summary>
internal sealed class ReferralModel : ReferralPage
{
    internal ReferralSeen Seen { get; private set; } = null!;

    internal TaskList? Tasks { get; private set; }

    internal StepsSeen? Steps { get; private set; }

    /// <summary>Other referrals that may be about the same incident, for whoever takes it in.</summary>
    internal ImmutableArray<Duplicate> Duplicates { get; private set; } = [];

    /// <summary>Earlier ones of the same child, for whoever decides.</summary>
    internal ImmutableArray<Duplicate> Earlier { get; private set; } = [];

    /// <summary>Of the same child: what comes is passed to it, and is no referral.</summary>
    internal ImmutableArray<OpenCase> OpenCases { get; private set; } = [];

    /// <summary>How many there were of each child, or that nobody could look.</summary>
    internal ImmutableArray<EarlierCount> Counts { get; private set; } = [];

    internal SayChild Say => new(this);

    /// <summary>Who is told what is decided.</summary>
    internal string Reads(ReferralChild child) =>
        (Seen.Referral.Person == Who.Subject ? "you" : Seen.Referral.PersonName ?? Seen.Referral.Person)
        + (Seen.Referral.Colleague is null ? "" : Seen.Referral.Colleague == Who.Subject ? ", and by you" : ", and by the colleague you named")
        + (child.LeadTold ? ", and by whoever leads at the agency" : "");

    public bool IsCouncil => !Seen.Own && Seen.Children.Any(child => Parts(child).Any(StepScope.IsOfCouncil));

    public ImmutableArray<AnswerBlock> Written =>
        [.. new Incidents.Pages.SayIncident(Use<Incidents.IncidentTables>().Codes, Use<Register>(), Today).Sent(Seen.Tasks), .. SayReferral.Of(Seen.Tasks, Tables.Codes, Use<Register>(), Today)];

    internal SayAttachments Files => SayAttachments.Of(Seen, this);

    /// <summary>What its referrer has to send another way.</summary>
    internal ImmutableArray<string> WithVirus => [.. Seen.Attachments.Where(file => file.State == AttachmentState.VirusFound).Select(file => file.About.Name)];

    /// <summary>Who must not find out; none where nothing has to be hidden.</summary>
    internal Incidents.Pages.HandleWithCare? Handling => Incidents.Pages.HandleWithCare.Of(Seen.Tasks, Today);

    /// <summary>A child is not safe tonight, or a council has not received what was sent: the numbers come first.</summary>
    public bool RingsFirst => Seen.Children.Any(child => (Seen.Own && child.AwaitsReceipt) || (child.Stands().Urgent && HasSide(child)));

    public ImmutableArray<RingAnswer> Ring => [.. Use<FindCouncil>().Lines(Seen.Children.Select(child => child.Council), "")];

    internal ImmutableArray<ReferralEvent> Offered(ReferralChild child) => Use<OfferSteps>().Events(Who, Seen.Referral, child, Seen.Steps);

    internal ImmutableArray<ReferralActor> Parts(ReferralChild child) => Use<WhoMay>().Act(Who, Seen.Referral, child);

    /// <summary>The disagreement is theirs, or with them: it is not told of to anybody else.</summary>
    internal bool HasSide(ReferralChild child) => HoldSides.Has(Who, Parts(child), Seen.Steps.Where(step => step.Child == child.Id));

    internal ChildStepsSeen? StepsOf(ReferralChild child) => Steps?.Children.FirstOrDefault(each => each.Child.Id == child.Id);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var stopping = HttpContext.RequestAborted;
        if (await Use<ReadReferrals>().WithAskedAsync(Who, id, stopping) is not { } seen) return NotFound();
        if (seen.Referral is { Kind: "incident", SentAt: null }) return Redirect($"/incidents/{id}");
        Seen = seen;
        if (seen.Own && seen.Referral.TakesTasks && seen.Referral.Person == Who.Subject) Tasks = await TaskList.OfAsync(seen, this, stopping);
        if (seen.Referral.SentAt is not null) Steps = await Use<ReadSteps>().RunAsync(Who, id, stopping);
        if (IsCouncil && await Use<FindDuplicates>().RunAsync(Who, id, stopping) is { } found) Duplicates = found.Found;
        if (IsCouncil && await Use<FindEarlier>().RunAsync(Who, id, stopping) is { } before) (Earlier, Counts) = (before.Found, before.Counts);
        if (IsCouncil) OpenCases = await Use<HoldOpenCase>().RunAsync(Who, seen.Referral, seen.Children, stopping);
        return await RecordedAsync("referral-read", id)
            && (Steps is null || await RecordedAsync("referral-steps-read", id))
            && (Duplicates.IsEmpty || await RecordedAsync("referral-duplicates-read", [id, .. Duplicates.Select(each => each.Referral.Id)]))
            && ((Earlier.IsEmpty && OpenCases.IsEmpty) || await RecordedAsync("referral-earlier-read", [id, .. Earlier.Select(each => each.Referral.Id).Union(OpenCases.Select(each => each.Referral.Id))]))
            ? Page() : Closed();
    }
}
