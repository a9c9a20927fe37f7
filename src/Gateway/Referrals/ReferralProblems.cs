using Gateway.Hosting;
using Gateway.Referrals.Attachments;

namespace Gateway.Referrals;

/// <summary>Refusals in constant words: none quotes what was written, nor names a child.</summary>
internal static class ReferralProblems
{
    public static readonly Problem MayNotRefer = new(
        "role-refers-nobody", "Your role does not refer here", StatusCodes.Status403Forbidden,
        "Tell a colleague whose role it is, now. If a child is in danger ring 999, then the duty team.", "policy");

    public static readonly Problem NotComplete = new(
        "referral-not-complete", "Something is missing", StatusCodes.Status409Conflict, "Nothing was sent, and what you saved is kept. Put right what is listed and send it again.", "asker");

    public static readonly Problem NoCouncil = new(
        "referral-no-council", "Nobody receives this here", StatusCodes.Status409Conflict,
        "Nothing was sent, and what you saved is kept. Ring the number that is given now, or choose the council and say why.", "asker");

    public static readonly Problem SentBefore = new(
        "referral-sent-before", "This was sent", StatusCodes.Status409Conflict, "Nothing was changed. Add what is new to it, or send another referral.", "asker");

    public static readonly Problem MovedOn = new(
        "referral-moved-on", "Somebody else took a step at the same moment", StatusCodes.Status409Conflict, "Nothing of yours was taken. Look at it again.", "asker");

    public static readonly Problem NotMultipart = new(
        "not-multipart", "The request is not a form with a file", StatusCodes.Status415UnsupportedMediaType, "Send one file as multipart/form-data, in a part that is called file.", "asker");

    public static readonly Problem NotChecked = new(
        "attachment-not-checked", "This file cannot be opened yet", StatusCodes.Status409Conflict, AttachmentWords.NotChecked + ". Try again later, or ring the referrer.", "gateway");

    public static readonly Problem VirusFound = new(
        "attachment-virus-found", "This file cannot be opened", StatusCodes.Status409Conflict, AttachmentWords.VirusFound + ". Ring the referrer, who can send it another way.", "asker");

    /// <summary>The tables do not let it happen: their sentence, and their word as the reason.</summary>
    public static readonly Problem NotPossible = new("referral-step-not-possible", "This cannot happen now", StatusCodes.Status409Conflict, "Nothing was changed.", "asker");
}
