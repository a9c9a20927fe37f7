using System.Globalization;

namespace Gateway.Referrals.Receiving;

/// <summary>Why a council's system gave no receipt that counts: a word of ours on the delivery, and what it says to whoever runs the service.</summary>
internal static class WhyNot
{
    private const string IsBehind = "clock-behind-";
    private const string IsAhead = "clock-ahead-";

    public static string Behind(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{IsBehind}{minutes}");

    public static string Ahead(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{IsAhead}{minutes}");

    /// <summary>What to do about it; none where it was not tried yet.</summary>
    public static string? Sentence(string? because) => because switch
    {
        null => null,
        _ when because.StartsWith(IsBehind, StringComparison.Ordinal) =>
            $"Their clock is at least {because[IsBehind.Length..]} minutes behind ours. They may have it, and their receipt does not count. Ask them to set their clock.",
        _ when because.StartsWith(IsAhead, StringComparison.Ordinal) =>
            $"Their clock is at least {because[IsAhead.Length..]} minutes ahead of ours. They may have it, and their receipt does not count yet. Ask them to set their clock.",
        _ => $"The last attempt said: {because}.",
    };
}
