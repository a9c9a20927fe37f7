using System.Text;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>
/// Reads a policy file (C2SP tlog-policy, "Policy file syntax and structure"): <c>log</c>, <c>witness</c>, <c>group</c> and <c>quorum</c> lines.
/// One thing is ours: a log line may end in the range of sizes that its key may sign, <c>[0,70000)</c> or <c>[70000,)</c>. A file without
/// such ranges is a plain tlog-policy, and means the same to every other reader.
/// </summary>
public static class WitnessPolicyReader
{
    /// <summary>The longest file taken, in bytes.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>The most logs, the most witnesses and the most groups taken.</summary>
    public const int Most = 128;

    /// <summary>Reads a policy.</summary>
    public static WitnessPolicyReading Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest) return new WitnessPolicyReading.Faulty(0, "the file is too long");
        if (bytes is not ([] or [.., (byte)'\n'])) return new WitnessPolicyReading.Faulty(0, "the last line does not end in a line feed");
        var draft = new PolicyDraft();
        var number = 0;
        // Octets above 0x7f have no meaning here, so each becomes a character of its own.
        foreach (var line in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            number++;
            if (draft.Take(line) is { } why) return new WitnessPolicyReading.Faulty(number, why);
        }

        return draft.Finish() is { } policy ? new WitnessPolicyReading.Valid(policy) : new WitnessPolicyReading.Faulty(0, "there is no quorum line");
    }
}
