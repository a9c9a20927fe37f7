using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Rules.Identifiers;

namespace Gateway.Concerns;

/// <summary>
/// The ledger's entries about concerns: who did what with which, never what was written. A pupil whose number is known has a section of their own, on the pupil's trail; of an allegation none has,
/// and no entry names whom it is about: whoever reads a pupil's trail at the school may be that person.
/// </summary>
internal static class ConcernEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    /// <param name="allegation">As it stands after what happened.</param>
    public static LedgerEntry Of(string kind, Practitioner who, Guid concern, bool allegation, JsonElement written, DateOnly today, Action<Utf8JsonWriter>? more = null) => new(
        EntryType.SchoolConcern, concern, who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, kind);
            RecordReading.WriteWho(json, who);
            json.WriteString("concern"u8, concern);
            more?.Invoke(json);
        }), Actor.Of(who)),
        allegation ? [] : [.. Pupils(written, today).Distinct().Select(pupil => pupil.Section(RetentionClass.Decision(who.Agency.Id), json => AskCustodians.WriteChild(json, pupil)))]);

    /// <summary>A pupil's file on its way: between which schools, on the pupil's trail where their number is known. Never what is in it.</summary>
    /// <param name="about">With the member <c>pupil</c>.</param>
    public static LedgerEntry OfFile(string kind, Practitioner who, Guid file, string to, JsonElement about, DateOnly today) => new(
        EntryType.SchoolConcern, file, who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, kind);
            RecordReading.WriteWho(json, who);
            json.WriteString("file"u8, file);
            json.WriteString("to"u8, to);
        }), Actor.Of(who)),
        [.. Known(new FormPart(about.GetProperty("pupil"), today)).Select(pupil => pupil.Section(RetentionClass.Decision(who.Agency.Id), json => AskCustodians.WriteChild(json, pupil)))]);

    private static IEnumerable<ChildAsked> Pupils(JsonElement written, DateOnly today)
    {
        foreach (var pupil in new FormPart(written, today).Parts("pupils"))
            foreach (var known in Known(pupil)) yield return known;
    }

    private static IEnumerable<ChildAsked> Known(FormPart pupil)
    {
        if (NhsNumber.Read(pupil.Text("nhsNumber"), out var number) == NhsNumberFault.None && pupil.Day("dateOfBirth") is { } born) yield return new ChildAsked(number, born);
    }
}
