namespace Gateway.Referrals.Store;

/// <summary>A file that goes with a referral. Its bytes are in its parts, and nobody opens them before they were found to be without viruses.</summary>
public sealed class ReferralAttachment
{
    private ReferralAttachment() { }

    public Guid Id { get; private init; }
    public Guid Referral { get; private init; }

    /// <summary>Which of the files it is, from 1; 0 while it comes.</summary>
    public int Number { get; private set; }

    /// <summary>A keyed hash of what it is called and says, within its referral: added twice it is one. None while it comes.</summary>
    public byte[]? Same { get; private set; }

    /// <summary>What it is called, its kind, its size: sealed.</summary>
    public byte[] About { get; private set; } = [];

    public AttachmentState State { get; private set; }

    /// <summary>When it was added; while it comes, when it began to.</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>When it was found to be without viruses, or to have one.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>When it is looked through again.</summary>
    public DateTimeOffset TryAt { get; private set; }

    /// <summary>How often that came to nothing though the scanner was there.</summary>
    public int Tries { get; private set; }

    internal static ReferralAttachment Coming(Guid referral, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), Referral = referral, State = AttachmentState.Coming, AddedAt = at, TryAt = at };

    /// <summary>It is all there.</summary>
    internal void Came(int number, byte[] same, byte[] about, DateTimeOffset at) => (Number, Same, About, State, AddedAt, TryAt) = (number, same, about, AttachmentState.NotChecked, at, at);
}

/// <summary>How far a file is.</summary>
public enum AttachmentState
{
    /// <summary>Its parts are being written: to everybody it is not there yet.</summary>
    Coming,
    NotChecked,

    /// <summary>No virus was found.</summary>
    Checked,

    /// <summary>A virus was found, and its parts are gone, save where a hold keeps them sealed.</summary>
    VirusFound,
}

internal static class AttachmentStates
{
    public static string Word(this AttachmentState state) => state switch
    {
        AttachmentState.Checked => "checked",
        AttachmentState.VirusFound => "virus-found",
        _ => "not-checked",
    };
}

/// <summary>Some bytes of a file: sealed for their place in it.</summary>
public sealed class ReferralAttachmentPart
{
    private ReferralAttachmentPart() { }

    public Guid Attachment { get; private init; }

    /// <summary>Which of the parts it is, from 0.</summary>
    public int Number { get; private init; }

    public byte[] Content { get; private init; } = [];

    internal static ReferralAttachmentPart Of(Guid attachment, int number, byte[] content) => new() { Attachment = attachment, Number = number, Content = content };
}
