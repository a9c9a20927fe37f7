using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary>What a second officer agreed to: this colleague, this child, for the family or not, for a day.</summary>
internal sealed record Agreement(ChildAsked Child, string Colleague, bool ForFamily, string Reason)
{
    public const string Kind = "access-history-agreed";

    public static readonly TimeSpan Holds = TimeSpan.FromHours(24);

    public static readonly string[] Known = ["child", "colleague", "extract", "reason"];

    /// <summary>The agreement, or null with what is wrong with it.</summary>
    public static Agreement? Read(JsonElement body, DateOnly today, List<FieldFault> faults)
    {
        var reader = new BodyReader(body, "", faults, today);
        var agreement = new Agreement(
            reader.Child(), reader.Text("colleague") ?? "", reader.Text("extract") == "family", WorkAnswers.Text(body, "reason", "Say why you agree, in your own words.", faults));
        if (agreement.Colleague.Length is 0 or > 200) reader.Fault("colleague", "Say which colleague may look, by the name they sign in with.");
        if (reader.Has("extract") && !agreement.ForFamily) reader.Fault("extract", "An extract is for the family: write family, or leave it out.");
        return faults.Count == 0 ? agreement : null;
    }

    /// <summary>True where the ledger holds a colleague's agreement to exactly this search.</summary>
    public static async Task<bool> CoversAsync(Ledger ledger, Practitioner who, SearchQuestion question, DateTimeOffset now, CancellationToken cancellation)
    {
        if (question.Agreement is not { } id || question.Child is not { } child) return false;
        if (await ledger.FindEntryAsync(id, cancellation) is not { } index) return false;
        if (await ledger.ReadLeafAsync(index, cancellation) is not { } leaf || leaf.Type != (byte)EntryType.Outcome) return false;
        if (now - DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds) > Holds) return false;
        return await ledger.ReadSectionAsync(index, 0, cancellation) is SectionReading.Opened { Section: var common }
            && await ledger.ReadSectionAsync(index, 1, cancellation) is SectionReading.Opened { Section: var about }
            && IsTo(common, who, question.ForFamily) && IsAbout(about, child);
    }

    private static bool IsTo(ReadOnlyMemory<byte> common, Practitioner who, bool forFamily)
    {
        using var document = JsonDocument.Parse(common);
        var root = document.RootElement;
        return root.TryGetProperty("kind", out var kind) && kind.ValueEquals(Kind)
            && root.GetProperty("agency").ValueEquals(who.Agency.Id)
            && !root.GetProperty("practitioner").ValueEquals(who.Subject)
            && root.GetProperty("colleague").ValueEquals(who.Subject)
            && root.GetProperty("forFamily").GetBoolean() == forFamily;
    }

    private static bool IsAbout(ReadOnlyMemory<byte> about, ChildAsked child)
    {
        using var document = JsonDocument.Parse(about);
        return document.RootElement.GetProperty("child").GetProperty("nhsNumber").ValueEquals(child.NhsNumber.Digits);
    }
}
