using System.Security.Cryptography;

namespace Gateway.Rules.Federation.Pointers;

/// <summary>What a custodian signs with each submission: no identifier, no length of the list, and nothing of what it says.</summary>
/// <param name="Custodian">Whose list it is.</param>
/// <param name="Sequence">The custodian's own count of submissions, from 1, always rising.</param>
/// <param name="Kind">What the content is.</param>
/// <param name="SignedAt">When everything in the list was so, UTC.</param>
/// <param name="Content">SHA-256 of the content's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="List">What the whole list comes to with it (<see cref="ListHash"/>): a change that was lost on the way is seen.</param>
/// <param name="Covers">The kinds that the list is complete for.</param>
/// <param name="Unlisted">How many children it can list neither by number nor by description, from 0.</param>
public sealed record ListEnvelope(
    string Custodian, long Sequence, SubmissionKind Kind, DateTimeOffset SignedAt, string Content, string List, PointerKinds Covers, int Unlisted);

/// <summary>What the content of a submission is.</summary>
public enum SubmissionKind
{
    /// <summary>The whole list, in place of what there was.</summary>
    Whole,
    /// <summary>Lines in addition. What ended is left out of the next whole list: until then it costs a question, and hides nobody.</summary>
    Change,
    /// <summary>Nothing: the list is still as it was.</summary>
    Same,
}

/// <summary>What a list comes to: a chain of hashes over its whole content and the changes since.</summary>
public static class ListHash
{
    /// <summary>The hash of nothing, which is the content of a submission that only signs again.</summary>
    public static string OfNothing { get; } = Of([]);

    /// <summary>SHA-256 of a content, as an envelope has it.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>What a list comes to after a submission.</summary>
    /// <param name="before">What it came to before; null where there is none.</param>
    /// <param name="kind">What was submitted.</param>
    /// <param name="content">The hash of its content.</param>
    /// <returns>Null where there was no list to change or to sign again.</returns>
    public static string? After(string? before, SubmissionKind kind, string content) => (kind, before) switch
    {
        (SubmissionKind.Whole, _) => content,
        (SubmissionKind.Change, { } list) => Of([.. Convert.FromHexString(list), .. Convert.FromHexString(content)]),
        (SubmissionKind.Same, { } list) => list,
        _ => null,
    };
}
