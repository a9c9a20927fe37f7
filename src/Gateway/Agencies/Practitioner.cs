namespace Gateway.Agencies;

/// <summary>The person who asks, as asserted by their own agency. Never built from the request.</summary>
/// <param name="Subject">Stable at the issuer.</param>
/// <param name="Role">A role of the sharing matrix.</param>
public sealed record Practitioner(Agency Agency, string Subject, string Role, string? Name);
