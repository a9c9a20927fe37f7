using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Form;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Store;

/// <summary>One act of asking children's social care to act: whose it is, and when it was sent. What it says is in its tasks, and where each child stands in its children.</summary>
public sealed class Referral
{
    private Referral() { }

    public Guid Id { get; private init; }

    /// <summary>What people call it by; none before it is sent.</summary>
    public string? Reference { get; private set; }

    /// <summary>The referrer's.</summary>
    public string Agency { get; private init; } = "";
    public AgencyKind AgencyKind { get; private init; }

    /// <summary>The referrer.</summary>
    public string Person { get; private init; } = "";
    public string Role { get; private init; } = "";
    public string? PersonName { get; private init; }

    /// <summary>Who answers for the referrer when they are off duty, by their sign-in at the same agency.</summary>
    public string? Colleague { get; internal set; }

    public Wanted Wanted { get; private set; }

    /// <summary>The referrer says that a child is in danger right now.</summary>
    public bool DangerNow { get; private set; }

    /// <summary>Sent by the danger path: what was known then, and the rest follows.</summary>
    public bool Urgent { get; private init; }

    public DateTimeOffset DraftedAt { get; private init; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Which form it is made from, where that is a short form of its own: <c>incident</c>. Empty: the shared one.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>When all six tasks of one that was sent by the danger path were there.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>How it is to be handled: words between blanks. They name nobody, and travel with every notice of it.</summary>
    public string Handling { get; private set; } = "";

    /// <summary>Of the asker and the request id that drafted it: a retry finds it.</summary>
    public Guid Request { get; private init; }

    /// <summary>A keyed hash of what was sent with that request.</summary>
    public byte[] Sent { get; private init; } = [];

    /// <summary>Grows with each change of the row, so that of two who change it at once one is told.</summary>
    public int Version { get; private set; }

    internal static Referral Of(Practitioner who, ReferralBegun begun, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Agency = who.Agency.Id,
        AgencyKind = who.Agency.Kind,
        Person = who.Subject,
        Role = who.Role,
        PersonName = who.Name,
        Wanted = begun.Wanted,
        DangerNow = begun.DangerNow,
        Urgent = begun.Urgent,
        Kind = begun.Kind,
        DraftedAt = now,
        Request = begun.Request,
        Sent = begun.Sent,
    };

    internal void Send(ReferralReference reference, DateTimeOffset at) => (Reference, SentAt, Version) = (reference.Value, at, Version + 1);

    internal void Complete(DateTimeOffset at) => (CompletedAt, Version) = (at, Version + 1);

    internal void Touch() => Version++;

    /// <summary>What was said before stays said.</summary>
    internal void Handle(IEnumerable<NoticeWord> said)
    {
        var all = HandlingOf.Row([.. HandlingOf.Read(Handling), .. said]);
        // Of two who say something at once neither is lost.
        if (all != Handling) (Handling, Version) = (all, Version + 1);
    }

    /// <summary>A draft, or sent by the danger path and not complete yet.</summary>
    internal bool TakesTasks => SentAt is null || (Urgent && CompletedAt is null);

    internal void Want(string wanted, bool dangerNow) =>
        (Wanted, DangerNow) = (WantedWords.TryRead(wanted, out var read) ? read : throw new ArgumentOutOfRangeException(nameof(wanted)), dangerNow);
}

/// <summary>What a referral begins with.</summary>
internal sealed record ReferralBegun(Wanted Wanted, bool DangerNow, bool Urgent, Guid Request, byte[] Sent)
{
    public string Kind { get; init; } = "";

    /// <param name="body">Held to the form already.</param>
    public static ReferralBegun Of(Practitioner who, Guid requestId, FormField.Group form, JsonElement body, SealReferrals seal)
    {
        var urgent = form == ReferralForm.Urgent;
        var sent = seal.OfSent($"{who.Role} {form.Name}", Encoding.UTF8.GetBytes(body.GetRawText()));
        var wanted = urgent ? Wanted.Section47 : WantedWords.TryRead(body.GetProperty("wanted").GetString(), out var read) ? read : throw new InvalidOperationException();
        return new ReferralBegun(wanted, urgent || body.GetProperty("dangerNow").GetBoolean(), urgent, StepTaking.RequestOf(who, requestId), sent);
    }
}
