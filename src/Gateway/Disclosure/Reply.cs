namespace Gateway.Disclosure;

/// <summary>What goes out for a question asked by a system; a retry is given the same again.</summary>
/// <param name="Outcome">The kind of outcome, as it is counted.</param>
/// <param name="Completeness">The header that says how many custodians answered; null for a refusal.</param>
public sealed record Reply(string Outcome, Release Release, int Status, string ContentType, string? Completeness = null);
