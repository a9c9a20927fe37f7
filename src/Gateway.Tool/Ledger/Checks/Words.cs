using System.Globalization;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Policy;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>What the verifier says of checkpoints and policies.</summary>
internal static class Words
{
    public static string Of(Checkpoint head) =>
        string.Create(CultureInfo.InvariantCulture, $"{Plain.Text(head.Origin)}, {head.Size:N0} entries, root {Convert.ToBase64String(head.Root.Span)}");

    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Accepted a => $"signed by {Plain.Text(string.Join(", ", a.SignedBy.Select(k => k.Key.Name).Distinct()))}; {Of(a.Cosigned)}",
        PolicyVerdict.UnknownOrigin u => $"the policy knows no log {Plain.Text(u.Origin)}",
        PolicyVerdict.BadSignature b => $"the signature of {b.KeyName} is bad",
        PolicyVerdict.NotSigned n => $"no key that the policy knows for {Plain.Text(n.Origin)} signed it",
        PolicyVerdict.KeyOutOfRange k => string.Create(CultureInfo.InvariantCulture, $"the key of {k.KeyName} may not sign a tree of {k.Size:N0} entries"),
        PolicyVerdict.Impossible => "it gives the empty tree another root than it has",
        PolicyVerdict.NoQuorum q => $"too few witnesses: {Of(q.Cosigned)}",
        _ => throw new InvalidOperationException("unknown verdict"),
    };

    public static string Time(long posixSeconds) => posixSeconds > 253_402_300_799
        ? $"second {posixSeconds}"
        : DateTimeOffset.FromUnixTimeSeconds(posixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Of(IReadOnlyCollection<Cosignature> cosigned) =>
        cosigned.Count == 0 ? "cosigned by nobody" : $"cosigned by {string.Join(", ", cosigned.Select(c => $"{Plain.Text(c.By.Name)} at {Time(c.Time)}"))}";
}
