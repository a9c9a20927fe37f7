namespace Gateway.Acceptance.Replay.Judging;

/// <summary>
/// What the gateway cannot be asked or told yet, and what it can and the replay does not play yet, each in words that say which. Whoever builds one of these takes its line away, and
/// what hangs on it is looked for then.
/// </summary>
internal static class Features
{
    public const string Holiday = "a notice that waits for the first day of a school's term: the files give no days of term, not played yet by the replay";
    public const string Missing = "missing episodes: no item and no numbered notice";
    public const string CourtOrder = "court orders that prohibit sharing";
    public const string OfAnother = "what another agency was shown of a child, read by the holder's information governance officer";

    // Rows of the matrix of notices that the replay does not bring about yet, and what would.
    private static readonly Dictionary<int, string> Unposted = new()
    {
        [22] = "notice that a child moved or was placed in an area (E22): goes out where a plan child's case is transferred, not played yet by the replay",
        [23] = "concern raised by staff in a school (E23): not played yet by the replay",
    };

    /// <summary>Why nobody can have a notice of this number yet; null where somebody could.</summary>
    public static string? OfNotice(int number) => Unposted.GetValueOrDefault(number) is { Length: > 0 } feature ? feature : null;

    /// <summary>Items that go to whoever may have them, and that no custodian serves yet.</summary>
    public static string? Unserved(string item) => item is "address" or "plan-content" or "adult-record" or "abuse-detail" ? $"item '{item}': no custodian serves it yet" : null;

    public static string Role(string role) => $"role '{role}': the sharing matrix has none of that name";

    public static string Agency(string agency) => $"agency of this kind ({agency}): nobody of it signs in";

    public static string Kind(string kind) => $"event of the kind '{kind}'";

    public static string Item(string item) => $"item '{item}'";
}
