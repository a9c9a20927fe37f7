using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Steps;

/// <summary>The body of a step: which step, for which children, and what this kind of step may say. What does not belong to it is refused.</summary>
internal sealed class StepForm(ReferralTables tables, OpenForm form)
{
    private const int LongestText = 4000;

    // What the gateway does itself, what is done by sending, and what is done by reading.
    private static readonly ImmutableArray<ReferralEvent> Elsewhere =
    [
        ReferralEvent.DraftDeleted, ReferralEvent.ReferralSent, ReferralEvent.ReferralReceived, ReferralEvent.ReferralDeliveryFailed, ReferralEvent.ReferralCompleted,
        ReferralEvent.FeedbackRead, ReferralEvent.ClockBreached, ReferralEvent.NoticeSent, ReferralEvent.NoticeDelivered, ReferralEvent.AttendanceRecorded,
        ReferralEvent.PoliceProtectionUsed, ReferralEvent.PoliceProtectionEnded,
    ];

    public static ImmutableArray<string> Events { get; } = [.. Enum.GetValues<ReferralEvent>().Except(Elsewhere).Select(happened => happened.Word())];

    private static readonly ImmutableArray<FormField> Members =
    [
        new FormField.Choice("event", "Select what is to happen", Events),
        new FormField.Rows("children", "Say for which children", [new FormField.Id("child", "Name the child by the id that was given", Required: true), new FormField.Number("version", "Send the version that you saw, or leave it out", 1, int.MaxValue)], [], Most: 12, Least: 1),
        new FormField.Choice("outcome", "Select the outcome", [.. StepOutcomeWords.All.Where(word => word.Length > 0)], Required: false),
        new FormField.Choice("rating", "Select red, amber or green", ["red", "amber", "green"], Required: false),
        new FormField.Choice("clock", "Select the clock", ReferralClockWords.All, Required: false),
        new FormField.Day("on", "Enter a real date", "The date must be in the last year, or within the next 10 months", Past: false),
        new FormField.Flag("alone", "Select yes if the child was seen alone", Required: false),
        new FormField.Flag("safeTonight", "Select yes if the child is safe tonight", Required: false),
        new FormField.Rows("agencies", "Select the agencies that you ask", [new FormField.Text("agency", "Name the agency by its id", 64)], [], Most: 20),
        new FormField.Choice("purpose", "Select why you may ask", ["section-47", "section-17", "front-door"], Required: false),
        new FormField.Council("council", "Select the council that is to have it") { Required = false },
        new FormField.Id("into", "Name the child of the other referral by the id that was given"),
        new FormField.Code("levelOfNeed", "Select the level of need", "level-of-need", Required: false),
        new FormField.Choice("parentsTold", "Select yes if the parents have been told", ["yes", "no", "not-yet"], Required: false),
        new FormField.Code("notTold", "Select why you have not told the parents", "not-told", Required: false),
        new FormField.Text("team", "Enter the team, in up to 64 characters", 64, Required: false),
        new FormField.Code("primaryNeed", "Select the main need", "primary-need", Required: false),
        new FormField.Text("agreedBy", AgreedBy, 200, Required: false),
        ReferralForm.Handling,
    ];

    /// <summary>What is said where a second person has to agree and none is named who may.</summary>
    public const string AgreedBy = "Enter the manager who agreed, by their sign-in";

    private static readonly FormRule[] Needed =
    [
        new("safeTonight", "Select yes if the child is safe tonight", part => !part.Is("event", "disagreement.raised") || part.Has("safeTonight")),
        new("agencies", "Select the agencies that you ask", part => !part.Is("event", "agency.asked") || part.Parts("agencies").Any()),
        new("agencies", "Only to a strategy discussion is anybody called with the decision", part => !part.Is("event", "decision.made") || !part.Parts("agencies").Any() || part.Is("outcome", "strategy")),
        new("purpose", "Select why you may ask", part => !part.Is("event", "agency.asked") || part.Has("purpose")),
        new("council", "Select the council that is to have it", part => !SendsOn(part) || part.Has("council")),
        new("into", "Name the child of the other referral by the id that was given", part => !part.Is("event", "referral.merged") || part.Has("into")),
        new("into", "Merge one child at a time", part => !part.Is("event", "referral.merged") || part.Parts("children").Count() == 1),
        new("notTold", "Select why you have not told the parents", part => part.Has("notTold") == (part.Is("parentsTold", "no") || part.Is("parentsTold", "not-yet"))),
        new("team", "Only what is accepted has a team", part => !part.Has("team") || IsAccepted(part)),
        new("primaryNeed", "Only what is accepted has a main need", part => !part.Has("primaryNeed") || IsAccepted(part)),
        new("alone", "Select yes if the child was seen alone", part => !part.Is("event", "child.seen") || part.Has("alone")),
        new("on", "The date must be today or in the past", part => part.Is("event", "conference.booked") || part.Day("on") is not { } on || on <= part.Today),
        new("children", "Name each child once", part => part.Parts("children").Select(child => child.Text("child")).Distinct().Count() == part.Parts("children").Count()),
    ];

    /// <summary>What a step of this kind may say, beside for which children.</summary>
    public ImmutableArray<FormField> Fields(ReferralEvent happened)
    {
        var written = Written(happened, form.Today);
        return [.. Members.Concat(Texts(form.Today)).Append(tables.Message.Field(form.Today)).Where(field => field.Name is not ("event" or "children") && written.Contains(field.Name))];
    }

    /// <summary>What is wrong with a body; nothing where it is a step.</summary>
    public IReadOnlyList<FieldFault> Check(JsonElement body)
    {
        var today = form.Today;
        var faults = new List<FieldFault>(form.Check(new FormField.Group("step", "Send one step", [.. Members, .. Texts(today), tables.Message.Field(today)], [.. Needed]), body));
        if (faults.Count > 0) return faults;
        ReferralEventWords.TryRead(new FormPart(body, today).Text("event"), out var happened);
        var written = Written(happened, today);
        faults.AddRange(body.EnumerateObject().Where(member => !written.Contains(member.Name)).Select(member => new FieldFault("/" + member.Name, "This does not belong to this step.")));
        return faults;
    }

    private HashSet<string> Written(ReferralEvent happened, DateOnly day) => tables.Terms.Written(happened, day).Select(text => text.Word()).Concat(Beside(happened)).ToHashSet(StringComparer.Ordinal);

    // How long a text must be, and whether it must be there, is in the tables and said by them, in these same words.
    private IEnumerable<FormField> Texts(DateOnly today) => Enum.GetValues<ReferralText>().Where(text => text != ReferralText.Message)
        .Select(text => new FormField.Text(text.Word(), tables.Terms.Missing(text, new Step(default, default), today)?.Words ?? "", LongestText, 1, Required: false));

    private static bool IsAccepted(FormPart part) => part.Is("outcome", "assessment") || part.Is("outcome", "strategy") || part.Is("outcome", "early-help");

    private static bool SendsOn(FormPart part) => part.Is("event", "case.transferred") || (part.Is("event", "decision.made") && part.Is("outcome", "other-area"));

    private static ImmutableArray<string> Beside(ReferralEvent happened) => ["event", "children", .. happened switch
    {
        ReferralEvent.ReferralRagSet or ReferralEvent.ReferralRagChanged => ["rating"],
        ReferralEvent.AgencyAsked => ["agencies", "purpose"],
        ReferralEvent.DecisionMade => ["outcome", "council", "agencies", .. StepAsked.OfDecision],
        ReferralEvent.CaseTransferred => ["council"],
        ReferralEvent.ReferralAddedTo => ["handling"],
        ReferralEvent.ReferralReclassified => ["agreedBy"],
        ReferralEvent.ReferralMerged => ["into"],
        ReferralEvent.DisagreementRaised => ["safeTonight"],
        ReferralEvent.DisagreementSettled or ReferralEvent.Section47Ended => ["outcome"],
        ReferralEvent.ClockPaused or ReferralEvent.ClockResumed => ["clock"],
        ReferralEvent.ChildSeen => ["on", "alone"],
        ReferralEvent.ConferenceBooked => ["on", "agencies"],
        ReferralEvent.StrategyHeld or ReferralEvent.ConferenceHeld or ReferralEvent.CoreGroupHeld or ReferralEvent.PlanReviewed => ["on"],
        // A reason stands in for the day of the conference.
        ReferralEvent.PlanStarted => ["on", "reason"],
        _ => (string[])[],
    }];
}
