using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>Reads <c>texts.csv</c>: what may have to be written, how long at least, and what is said where it is missing.</summary>
internal static class ReadTexts
{
    public const string File = "texts.csv";

    public static ImmutableArray<Dated<TextTerms>> From(ReferralFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<TextTerms>>();
        foreach (var row in new PolicyTable(File, ["text", "least", "words", "from", "to", "source"], faults).Rows(files[File]))
        {
            var before = faults.Count;
            var text = row.Word<ReferralText>(0, "a text", ReferralTextWords.TryRead);
            var read = new Dated<TextTerms>(new TextTerms(text, row.Whole(1, 1, 4000), row.Text(2)), row.Period(3, 4), row.Line);
            row.Text(5);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Value.Text == text && other.Period.Meets(read.Period))) row.Fault($"'{row[0]}' stands twice on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }
}

/// <summary>Reads <c>refusals.csv</c>: each refusal in one sentence.</summary>
internal static class ReadRefusals
{
    public const string File = "refusals.csv";

    public static FrozenDictionary<RefusedBecause, string> From(ReferralFiles files, PolicyFaults faults)
    {
        var sentences = new Dictionary<RefusedBecause, string>();
        foreach (var row in new PolicyTable(File, ["refusal", "words"], faults).Rows(files[File]))
            if (!RefusedBecauseWords.TryRead(row[0], out var because)) row.Fault($"'{row[0]}' is not a refusal");
            else if (!sentences.TryAdd(because, row.Text(1))) row.Fault($"'{row[0]}' stands twice");
        foreach (var missing in Enum.GetValues<RefusedBecause>().Where(because => !sentences.ContainsKey(because))) faults.Add(File, $"'{missing.Word()}' is missing");
        return sentences.ToFrozenDictionary();
    }
}
