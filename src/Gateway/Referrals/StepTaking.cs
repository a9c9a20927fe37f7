using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>What somebody wants to happen to a referral, under one request id.</summary>
/// <param name="Who">None where the gateway does it of its own accord.</param>
/// <param name="Request">Joins a retry to its request: <see cref="RequestOf"/>.</param>
/// <param name="Sent">A keyed hash of what was sent: the same id with another body is another request.</param>
/// <param name="Find">Loads, tracked, what is to change; none where there is nothing of the kind. It may change and add rows beside their standing, as of the instant that it is given.</param>
internal sealed record StepTaking(Practitioner? Who, Guid Request, byte[] Sent, Func<GatewayContext, DateTimeOffset, CancellationToken, Task<StepsFound?>> Find)
{
    /// <summary>The same steps for some children of a referral.</summary>
    public static StepTaking Of(Practitioner who, Guid request, byte[] sent, Guid referral, ImmutableArray<Guid> children, params ImmutableArray<Step> steps) =>
        new(who, request, sent, async (db, _, stopping) =>
        {
            if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == referral, stopping) is not { } found) return null;
            var rows = await db.Set<ReferralChild>().Where(child => child.Referral == referral && children.Contains(child.Id)).OrderBy(child => child.Number).ToListAsync(stopping);
            return rows.Count == children.Length ? new StepsFound(found, [.. rows.Select(row => new ChildSteps(row, steps))]) : null;
        });

    /// <summary>Of the person and not of the role, so that an id belongs to one request alone.</summary>
    public static Guid RequestOf(Practitioner who, Guid requestId) => Hashed($"referral\n{who.Agency.Id}\n{who.Subject}\n{requestId:N}");

    /// <summary>Of what the gateway does by itself: whichever process does it, it is one.</summary>
    public static Guid OwnRequest(string what) => Hashed("referral\n" + what);

    private static Guid Hashed(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>The rows, and what is to happen to each child, one step after the other in the same breath.</summary>
internal sealed record StepsFound(Referral Referral, ImmutableArray<ChildSteps> Children)
{
    /// <summary>Files that go with it.</summary>
    public ImmutableArray<Guid> Attachments { get; init; } = [];
}

/// <summary>
/// Some steps for one child. A step of the gateway's own stays its own; any other is taken in the part that the practitioner has, whatever it says.
/// </summary>
internal sealed record ChildSteps(ReferralChild Child, ImmutableArray<Step> Steps)
{
    /// <summary>For each of the steps: a clock warns, or runs out, and it is told even where the tables move nothing by it. Empty where they are no such steps.</summary>
    public ImmutableArray<ClockMoment> Told { get; init; } = [];

    /// <summary>Its own referral, where it is another than that of the rest.</summary>
    public Referral? Of { get; init; }

    /// <summary>When they happened, where that is known and was before they are recorded; none where they happen now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the first of the steps says beside its texts, as JSON.</summary>
    public string? Facts { get; init; }

    /// <summary>What changes in the rows with the first of the steps, once the tables let it happen.</summary>
    public Action<StepMoved>? After { get; init; }
}

/// <summary>A step that counts, before it is stored.</summary>
/// <param name="Referral">The child's own: what is told of it goes to whoever sent that one.</param>
/// <param name="Standing">Where the child stood after it.</param>
internal sealed record StepMoved(Guid Id, Referral Referral, ReferralChild Child, int Number, Step Step, string Standing, DateTimeOffset At)
{
    /// <summary>The word of what happened.</summary>
    public string Word { get; init; } = Step.Event.Word();

    public string? Facts { get; init; }

    /// <summary>The gateway did it of its own accord.</summary>
    public bool Own => Step.By == ReferralActor.Gateway;
}
