using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Chronology.Lines;

/// <summary>One referral as lines: what the referrer wrote, what they know of before it, and each step that is an event in the child's life and not only in the council's work.</summary>
internal sealed class SayReferralLines(Register register, SealReferrals seal)
{
    private static readonly ImmutableArray<string> Work =
        ["referral.sent", "referral.received", "referral.taken", "referral.rag_set", "referral.rag_changed", "referral.noted", "notice.acknowledged", "feedback.read"];

    /// <summary>Whether the reader is somebody in what the referrer wrote.</summary>
    public static bool Names(Practitioner who, ReferralSeen written) => NamesReader.Does(who, Adults(written));

    /// <param name="children">The child's rows in it.</param>
    public LinesFound Of(Practitioner who, StepsSeen seen, ReferralSeen? written, Guid[] children)
    {
        var (referral, lines) = (seen.Referral, ImmutableArray.CreateBuilder<ChronologyLine>());
        var keep = KeepsFromFamily(referral, written);
        if (written is not null && children.Any(id => written.Children.Any(child => child.Id == id)))
        {
            lines.Add(Sent(referral, written, children) with { KeepFromFamily = keep });
            lines.AddRange(Before(referral, written).Select(line => line with { KeepFromFamily = keep }));
        }

        foreach (var child in seen.Children.Where(child => children.Contains(child.Child.Id)))
            lines.AddRange(child.Steps.Where(step => IsEvent(step.Step.Event)).Select(step => Of(referral, child, step, written) with { KeepFromFamily = keep }));
        return new LinesFound(lines.ToImmutable(), IsSecret: written is not null && IsSecret(written.Tasks, children));
    }

    private ChronologyLine Sent(Referral referral, ReferralSeen written, Guid[] children)
    {
        var tasks = written.Tasks;
        var worries = Part(tasks, "worries");
        var (urgent, incident) = (Part(tasks, "urgent"), Part(tasks, "incident"));
        var at = incident?.Moment("attendedAt") ?? referral.SentAt!.Value;
        var child = Part(tasks, "children")?.Parts("children").Where(one => children.Any(id => one.Is("id", id.ToString()))).Cast<FormPart?>().FirstOrDefault();
        return new ChronologyLine($"referral-{referral.Id:N}", LondonTime.Day(at), referral.Agency, $"{NameOf(referral.Agency)}, referral {referral.Reference}", incident is null ? "A referral was made to children's services" : "The police attended an incident and referred the child")
        {
            At = at,
            Happened = worries?.Text("happened") ?? urgent?.Text("danger") ?? "",
            Effect = string.Join('\n', new[] { child?.Text("effect"), worries?.Text("childsWords") is { } said ? $"The child said: {said}" : null }.OfType<string>()),
            Response = "Asked for: " + FieldWords.Choice(referral.Wanted.Word()),
        };
    }

    // What the referrer knows of before: in their words, and with whom they name as saying so.
    private IEnumerable<ChronologyLine> Before(Referral referral, ReferralSeen written)
    {
        var rows = Part(written.Tasks, "history")?.Parts("chronology") ?? [];
        foreach (var (row, n) in rows.Select((row, n) => (row, n)))
            if (row.Begins("on") is { } day)
                yield return new ChronologyLine($"before-{referral.Id:N}-{n}", day, referral.Agency, $"{row.Text("source")}, in referral {referral.Reference} of {NameOf(referral.Agency)}", "Something that the referrer knew of")
                {
                    IsMonth = row.Day("on") is null,
                    Happened = row.Text("happened") ?? "",
                    Effect = row.Text("effect") ?? "",
                    Response = row.Text("response") ?? "",
                };
    }

    private ChronologyLine Of(Referral referral, ChildStepsSeen child, StepSeen seen, ReferralSeen? written)
    {
        var step = seen.Step;
        // Who was asked, answered or disagreed as an agency that was asked is between it and the council.
        var hidden = child.ToSender && (step.Event.StartsWith("agency.", StringComparison.Ordinal) || step.Actor == ReferralActor.Agency.Word());
        var by = hidden ? null : step.Agency.Length > 0 ? step.Agency : step.Council;
        return new ChronologyLine($"step-{step.Id:N}", LondonTime.Day(step.At), by, $"{(by is null ? "An agency that was asked" : NameOf(by))}, referral {referral.Reference}", StepWords.Happened(step))
        {
            At = step.At,
            Response = Texts(SayTexts.Of(seen)),
            Outcome = written is not null && child.ToSender ? Told(child, step, written) : "",
        };
    }

    // What the referrer was told, once one of them has read it where reading is recorded.
    private string Told(ChildStepsSeen child, ReferralStep step, ReferralSeen written)
    {
        var told = new FeedbackFound(written.Referral, written.Children, written.Steps).Of(child.Child, seal).FirstOrDefault(each => each.Told.Id == step.Id);
        if (told.Told is null) return "";
        return told.Read is null ? "Nobody here has read it yet: open the referral." : Texts(SayTexts.Of(told.Texts));
    }

    private static string Texts(IEnumerable<(string Label, string Lines)> texts) => string.Join('\n', texts.Select(text => $"{text.Label}: {text.Lines}"));

    private static bool IsEvent(string happened) => !Work.Contains(happened) && !happened.StartsWith("clock.", StringComparison.Ordinal);

    // What the reader cannot read of the family, or nobody wrote yet, is kept from them: the danger path and an incident have no such task, and an agency that was only asked is shown none.
    private static bool KeepsFromFamily(Referral referral, ReferralSeen? written) =>
        HandlingOf.KeepsFromFamily(HandlingOf.Read(referral.Handling)) || written is null || Part(written.Tasks, "family") is not { } family || family.Is("keepFromFamily") || family.Is("parentsTold", "no")
            || Part(written.Tasks, "incident")?.Part("handling")?.Is("suspectMustNotKnow") is true;

    private static bool IsSecret(IReadOnlyDictionary<string, JsonElement> tasks, Guid[] children) =>
        Part(tasks, "children")?.Parts("children").Any(one => children.Any(id => one.Is("id", id.ToString())) && one.Part("address")?.Is("secret") is true) is true;

    private static IEnumerable<string?> Adults(ReferralSeen written) =>
    [
        .. Part(written.Tasks, "adults")?.Parts("adults").Select(adult => adult.Text("name")) ?? [],
        .. Part(written.Tasks, "incident")?.Parts("people").Select(person => person.Text("name")) ?? [],
    ];

    private static FormPart? Part(IReadOnlyDictionary<string, JsonElement> tasks, string name) => tasks.TryGetValue(name, out var task) ? new FormPart(task, DateOnly.MaxValue) : null;

    private string NameOf(string agency) => register.Agencies.GetValueOrDefault(agency)?.Name ?? agency;
}
