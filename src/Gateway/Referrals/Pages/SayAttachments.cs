using System.Collections.Immutable;
using System.Globalization;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Store;

namespace Gateway.Referrals.Pages;

/// <summary>The files of a referral on a page.</summary>
/// <param name="By">Who added them.</param>
/// <param name="Scanner">Whether anybody is there to check them.</param>
internal sealed record SayAttachments(Guid Referral, ImmutableArray<AttachmentSeen> All, string By, bool Scanner)
{
    public const string NoScanner = "No virus scanner is connected to this service now, so it cannot be opened here";

    public static SayAttachments Of(ReferralSeen seen, ReferralPage page) => new(seen.Referral.Id, seen.Attachments, seen.AddedBy, page.Use<VirusScanner>().IsThere);

    public string Address(AttachmentSeen file) => $"/referrals/{Referral}/attachments/{file.Id}";

    /// <summary>What is said of it: that it was checked, or why it does not open.</summary>
    public string State(AttachmentSeen file) => AttachmentWords.Of(file.State, file.Tried) + (file.State == AttachmentState.NotChecked && !Scanner ? $". {NoScanner}" : "") + ".";

    public static string Size(AttachmentSeen file) => file.About.Size switch
    {
        < 1024 => "less than 1 KB",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{file.About.Size / 1024} KB"),
        var size => string.Create(CultureInfo.InvariantCulture, $"{size / (1024 * 1024.0):0.#} MB"),
    };

    /// <summary>As a block of what is checked before it is sent; none where there are no files.</summary>
    public IEnumerable<AnswerBlock> Block(string here) => All.IsEmpty ? [] :
        [new AnswerBlock("Files", [.. All.Select(file => new Answered($"File {file.Number}", [$"{file.About.Name} ({Size(file)})", State(file)]))], $"{here}/tasks/{FilesOfForm.Task}#{FilesOfForm.Input}")];
}
