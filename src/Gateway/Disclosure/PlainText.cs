namespace Gateway.Disclosure;

/// <summary>What people write: some lines of text, without controls or marks that turn the direction of writing.</summary>
internal static class PlainText
{
    /// <summary>In words for who wrote it; null where nothing is.</summary>
    public static string? WhatIsWrong(string text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? "Write something here."
        : text.Length > longest ? $"Write at most {longest:N0} characters."
        : text.Any(Steers) ? "Write plain text, without control characters."
        : null;

    /// <summary>A member's name is the sender's own text: shown only where it is a plain word, and short.</summary>
    public static string Shown(string name) => name.Length <= 40 && name.All(char.IsAsciiLetter) ? name : "(unnamed)";

    private static bool Steers(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is '\u2028' or '\u2029' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
