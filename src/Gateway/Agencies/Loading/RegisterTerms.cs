namespace Gateway.Agencies.Loading;

/// <summary>What a register is held against.</summary>
/// <param name="Roles">The roles of the sharing matrix.</param>
/// <param name="Development">Whether the gateway may sign tokens itself.</param>
/// <param name="AllowPlainHttp">Whether endpoints beyond loopback may be reached without TLS.</param>
/// <param name="Today">The day in London on which the register has to be in force.</param>
public sealed record RegisterTerms(IReadOnlySet<string> Roles, bool Development, bool AllowPlainHttp, DateOnly Today);
