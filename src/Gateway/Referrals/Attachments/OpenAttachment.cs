using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Referrals.Store;

namespace Gateway.Referrals.Attachments;

/// <summary>Opens one file for whoever may read the referral that it belongs to. Each opening is recorded before a byte leaves; what was not found to be without viruses opens for nobody.</summary>
internal sealed class OpenAttachment(ReadReferrals read, RecordReading record)
{
    public async Task<AttachmentOpened> RunAsync(Practitioner who, Guid referral, Guid attachment, CancellationToken stopping)
    {
        if (await read.OneAsync(who, referral, stopping) is not { } seen || seen.Attachments.FirstOrDefault(one => one.Id == attachment) is not { } file) return new AttachmentOpened.NotFound();
        if (file.State != AttachmentState.Checked) return new AttachmentOpened.Shut(file.State) { Tried = file.Tried };
        return await record.RunAsync(who, "referral-attachment-read", [referral, attachment], stopping) is { } receipt
            ? new AttachmentOpened.Open(new ReleaseAttachment(receipt, file, seen.Referral.Reference)) : new AttachmentOpened.LedgerClosed();
    }
}

internal abstract record AttachmentOpened
{
    private AttachmentOpened() { }

    public sealed record Open(ReleaseAttachment File) : AttachmentOpened;

    /// <summary>It was not looked through, or a virus was found.</summary>
    public sealed record Shut(AttachmentState State) : AttachmentOpened
    {
        /// <summary>The scanner was asked, and could not say.</summary>
        public bool Tried { get; init; }
    }

    /// <summary>There is none, or none for this practitioner: to both the same is said.</summary>
    public sealed record NotFound : AttachmentOpened;

    public sealed record LedgerClosed : AttachmentOpened;
}
