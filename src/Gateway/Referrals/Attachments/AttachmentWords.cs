using Gateway.Referrals.Store;

namespace Gateway.Referrals.Attachments;

/// <summary>What is said of a file that cannot be taken, or not be opened (workflows, 1.2).</summary>
internal static class AttachmentWords
{
    public const string TooLarge = "The file must be smaller than 10 MB";
    public const string WrongKind = "The file must be a PDF, Word document, JPG or PNG";
    public const string HasMacros = "The Word document must not have macros or objects in it";
    public const string Empty = "The file that you chose is empty";
    public const string TooMany = "You can add up to 10 files";
    public const string NoFile = "Choose a file";
    public const string NotWhole = "The file did not arrive whole. Choose it again";
    public const string SentMeanwhile = "The referral was sent before the file was there";

    public const string NotChecked = "This file has not been checked for viruses yet";
    public const string CouldNotCheck = "It could not be checked for viruses";

    // Where a hold keeps it, it was not removed.
    public const string VirusFound = "A virus was found in this file, so nobody can open it";

    /// <param name="tried">The scanner was there, and could not say.</param>
    public static string Of(AttachmentState state, bool tried = false) => state switch
    {
        AttachmentState.Checked => "Checked for viruses: none was found",
        AttachmentState.VirusFound => VirusFound,
        _ => tried ? CouldNotCheck : NotChecked,
    };
}
