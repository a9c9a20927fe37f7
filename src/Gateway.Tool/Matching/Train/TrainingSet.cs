using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Train;

/// <summary>Two files to learn from, and what they hash to.</summary>
internal sealed record TrainingSet(LinkageRecords Records, string Hash)
{
    /// <summary>The hash is of the values as they are learned from, column by column: the same set in another file is the same set.</summary>
    public static TrainingSet Of(LinkageRecords records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, string.Create(CultureInfo.InvariantCulture, $"{records.LeftCount} {records.RightCount}"));
        foreach (var (at, field) in records.Fields.Index())
        {
            Append(hash, $"{field.Kind}");
            foreach (var value in records.Values[at]) Append(hash, value ?? "");
        }

        return new TrainingSet(records, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
