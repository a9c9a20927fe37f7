using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Gateway.Data;
using Gateway.Hosting.SignIn.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Hosting.SignIn;

/// <summary>
/// Ends a session for good: a page that was under way when somebody signed out may still bring the cookie back, and a copy of it may lie somewhere. Every
/// process on the store knows.
/// </summary>
internal sealed class EndSession(IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    private const string Claim = "session";

    /// <summary>What makes a new session one of its own.</summary>
    public static Claim NewId() => new(Claim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    public async Task RunAsync(ClaimsPrincipal principal, CancellationToken stopping)
    {
        if (Of(principal) is not { } id) return;
        var now = time.GetUtcNow();
        await contexts.AddNewAsync([new EndedSession { Id = id, Until = now + SignInCapability.Longest }], stopping);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<EndedSession>().Where(session => session.Until < now).ExecuteDeleteAsync(stopping);
    }

    /// <summary>A session without an id is none of ours.</summary>
    public async Task<bool> IsOverAsync(ClaimsPrincipal principal, CancellationToken stopping)
    {
        if (Of(principal) is not { } id) return true;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<EndedSession>().AnyAsync(session => session.Id == id, stopping);
    }

    private static byte[]? Of(ClaimsPrincipal principal) => principal.FindFirst(Claim)?.Value is { } id ? SHA256.HashData(Encoding.ASCII.GetBytes(id)) : null;
}
