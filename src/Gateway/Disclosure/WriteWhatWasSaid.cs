using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Which custodian said what and when, never the values: the ledger keeps decisions, not case files. Custodians that said the same share a row, so that a
/// register of every council and department in England fits into a section.
/// </summary>
internal static class WriteWhatWasSaid
{
    public static void To(Utf8JsonWriter json, CheckContext check, Findings findings)
    {
        if (findings.AskedUnder is { } other && other != check.RequestId) json.WriteString("askedUnder"u8, other);
        json.WriteStartArray("sources"u8);
        foreach (var alike in Alike(findings.Answers))
        {
            json.WriteStartObject();
            json.WriteStartObject("said"u8);
            foreach (var said in alike[0].Items) json.WriteString(said.Item.Word(), Word(said.Said));
            json.WriteEndObject();
            WriteInPart(json, alike[0]);
            json.WriteStartObject("custodians"u8);
            foreach (var answer in alike) json.WriteString(answer.Question.Custodian.Id, answer.AsOf?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            WriteLists(json, alike);
            WriteFiles(json, alike);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Why what is held may not be all of it.
    private static void WriteInPart(Utf8JsonWriter json, CustodianAnswer answer)
    {
        if (!answer.Items.Any(said => IsInPart(said.Said))) return;
        json.WriteStartObject("inPart"u8);
        foreach (var said in answer.Items)
            if (IsInPart(said.Said)) json.WriteString(said.Item.Word(), said.Said.Because.Word());
        json.WriteEndObject();
    }

    private static bool IsInPart(CustodianSaid said) => said is { Said: Said.Held, IsAnswer: false };

    // Whose signed list spoke, and which submission of it: its envelope is in the ledger too. And who of them was asked and was silent.
    private static void WriteLists(Utf8JsonWriter json, List<CustodianAnswer> alike)
    {
        if (!alike.Exists(answer => answer.List is not null)) return;
        json.WriteStartObject("lists"u8);
        foreach (var answer in alike)
            if (answer.List is { } list) json.WriteNumber(answer.Question.Custodian.Id, list.Sequence);
        json.WriteEndObject();
        if (!alike.Exists(answer => answer.Silent != Because.None)) return;
        json.WriteStartObject("silent"u8);
        foreach (var answer in alike)
            if (answer.Silent != Because.None) json.WriteString(answer.Question.Custodian.Id, answer.Silent.Word());
        json.WriteEndObject();
    }

    // Whose file spoke, and which one: that it was applied is in the ledger too.
    private static void WriteFiles(Utf8JsonWriter json, List<CustodianAnswer> alike)
    {
        if (!alike.Exists(answer => answer.File is not null)) return;
        json.WriteStartObject("files"u8);
        foreach (var answer in alike)
            if (answer.File is { } file) json.WriteNumber(answer.Question.Custodian.Id, file.Sequence);
        json.WriteEndObject();
    }

    private static List<List<CustodianAnswer>> Alike(ImmutableArray<CustodianAnswer> answers)
    {
        var groups = new List<List<CustodianAnswer>>();
        foreach (var answer in answers)
        {
            var group = groups.Find(group => SaidAlike(group[0], answer));
            if (group is null) groups.Add([answer]);
            else group.Add(answer);
        }

        return groups;
    }

    private static bool SaidAlike(CustodianAnswer one, CustodianAnswer other)
    {
        if (one.Items.Length != other.Items.Length) return false;
        for (var place = 0; place < one.Items.Length; place++)
            if (one.Items[place].Item != other.Items[place].Item || one.Items[place].Said != other.Items[place].Said) return false;
        return true;
    }

    // A word of its own: whoever does not know it takes what is held in part for no whole answer.
    private static string Word(CustodianSaid said) => IsInPart(said) ? "held-in-part" : said.Said == Said.NotKnown ? said.Because.Word() : said.Said.Word();
}
