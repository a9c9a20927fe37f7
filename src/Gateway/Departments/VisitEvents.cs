using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Departments.Form;
using Gateway.Departments.Store;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;

namespace Gateway.Departments;

/// <summary>
/// What an entry means for whether the child may go. An entry is what was sent (<c>sent</c>) and what the gateway found with it (<c>found</c>); what does not read is a
/// fault and never nothing.
/// </summary>
internal static class VisitEvents
{
    public static VisitStanding Of(IEnumerable<VisitEntry> entries, SealVisits seal) => entries.OrderBy(entry => entry.Number)
        .SelectMany(entry => Of(EntryKindWords.TryRead(entry.Kind, out var kind) ? kind : throw new InvalidDataException("A stored entry of a visit does not read."), entry.Id, seal.Open(entry)))
        .Aggregate(VisitStanding.Begun, (standing, one) => standing.With(one));

    public static IEnumerable<VisitEvent> Of(EntryKind kind, Guid entry, JsonElement content)
    {
        var (sent, found) = (new FormPart(content.GetProperty("sent"), default), content.GetProperty("found"));
        return kind switch
        {
            EntryKind.Begun => found.TryGetProperty("check", out _) ? [Checked(found)] : found.TryGetProperty("lookedFor", out _) ? [new VisitEvent.Checked(Found: false, Plan: false, [])] : [],
            EntryKind.Checked => [Checked(found)],
            EntryKind.Questions => [Questions(sent)],
            EntryKind.Rung => [new VisitEvent.Rung(ThingOf(sent.Text("about")!)!.Value)],
            EntryKind.Concern => [new VisitEvent.ConcernOpened(entry.ToString("N"), sent.Is("nonAccidental"), sent.Is("significantHarm"), Words(found, "missing"))],
            EntryKind.Examination => [new VisitEvent.Examined(StateOf(sent.Text("what")), sent.Is("grade", "consultant")), new VisitEvent.Untold(Words(found, "missing"))],
            EntryKind.SeniorReview => [VisitEvent.SeniorLooked.Instance],
            EntryKind.ConcernClosed => [new VisitEvent.ConcernClosed(Guid.Parse(sent.Text("concern")!).ToString("N"))],
            EntryKind.LeftEarly => [VisitEvent.LeftEarly.Instance, new VisitEvent.Untold(Words(found, "missing"))],
            EntryKind.Discharge => Discharge(sent),
            EntryKind.Gone => [VisitEvent.Gone.Instance, new VisitEvent.Untold(Words(found, "missing"))],
            EntryKind.Identified => [VisitEvent.Identified.Instance],
            EntryKind.Override => [VisitEvent.Overridden.Instance, new VisitEvent.Untold(Words(found, "missing"))],
            _ => [],
        };
    }

    /// <summary>Reads a thing as it is named on the wire; none where there is no such thing.</summary>
    public static OpenThing? ThingOf(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var kind = OpenKindWords.All.IndexOf(colon < 0 ? key : key[..colon]);
        return kind < 0 ? null : new OpenThing((OpenKind)kind, colon < 0 ? "" : key[(colon + 1)..]);
    }

    private static IEnumerable<VisitEvent> Discharge(FormPart sent)
    {
        foreach (var rung in sent.Parts("rung")) yield return new VisitEvent.Rung(ThingOf(rung.Text("about")!)!.Value);
        if (!sent.Has("concernsOpen")) yield break;
        var view = sent.Part("socialCare");
        yield return new VisitEvent.DischargeChecked(new DischargeSaid(sent.Is("concernsOpen"), ViewOf(view?.Text("view")), view?.Is("inWriting") is true, sent.Is("strategyHeld")));
    }

    private static VisitEvent.Questions Questions(FormPart sent) => new(
        VisitQuestionWords.All.ToImmutableSortedDictionary(question => question, question => VisitQuestionWords.TryRead(question, sent.Text(VisitForms.NameOf(question)), out var answer) ? answer : throw Unread()),
        sent.Is("injured"), sent.Is("walking"));

    private static VisitEvent.Checked Checked(JsonElement found)
    {
        var check = found.GetProperty("check");
        return new VisitEvent.Checked(check.GetProperty("found").GetBoolean(), check.GetProperty("plan").GetBoolean(), Words(check, "silent"));
    }

    private static ImmutableSortedSet<string> Words(JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(word => word.GetString()!)];

    private static ExaminationState StateOf(string? word) => word switch
    {
        "offered" => ExaminationState.Offered,
        "done" => ExaminationState.Done,
        "refused" => ExaminationState.Refused,
        _ => throw Unread(),
    };

    // Nothing said is nobody asked.
    private static SocialCareView ViewOf(string? word) => word switch
    {
        "agreed" => SocialCareView.Agreed,
        "not-reached" => SocialCareView.NotReached,
        "disagrees" => SocialCareView.Disagrees,
        _ => SocialCareView.NotAsked,
    };

    private static InvalidDataException Unread() => new("A stored entry of a visit does not read.");
}
