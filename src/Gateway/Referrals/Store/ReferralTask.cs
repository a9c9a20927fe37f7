namespace Gateway.Referrals.Store;

/// <summary>One task of the form as it was saved last. Only a task that holds is saved, so that what is there is complete.</summary>
public sealed class ReferralTask
{
    /// <summary>Begins the name of what somebody typed on a page and has not saved: nobody holds it to anything, and it is no part of the form.</summary>
    public const string Unread = "~";

    private ReferralTask() { }

    public Guid Referral { get; private init; }

    /// <summary>Such as <c>worries</c>.</summary>
    public string Task { get; private init; } = "";

    /// <summary>What it says, as JSON: sealed.</summary>
    public byte[] Content { get; internal set; } = [];

    public DateTimeOffset SavedAt { get; internal set; }

    internal static ReferralTask Of(Guid referral, string task, byte[] content, DateTimeOffset at) => new() { Referral = referral, Task = task, Content = content, SavedAt = at };
}
