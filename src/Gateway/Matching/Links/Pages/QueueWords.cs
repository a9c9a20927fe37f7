using System.Globalization;
using Gateway.Matching.Links.Store;

namespace Gateway.Matching.Links.Pages;

/// <summary>What people call the things of the review queue.</summary>
internal static class QueueWords
{
    public static string Waiting(int total) => total switch
    {
        0 => "Nothing waits for you.",
        1 => "One thing waits for you.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{total:N0} things wait for you."),
    };

    public static string What(LinkTaskKind kind) => kind switch
    {
        LinkTaskKind.SuspectedDuplicate => "Perhaps one child twice",
        LinkTaskKind.DisputedLink => "A link in doubt",
        LinkTaskKind.UnmatchedUpload => "Not matched",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Why(string code) => code switch
    {
        "not-found" => "number and date of birth led to nobody",
        "not-known" => "nobody could look whose number it is; send it again",
        "superseded" => "the number was replaced by another; find the child by name, and send the present number",
        "possible" => "it may be one of several children",
        "do-not-link" => "it was said never to be linked to that child",
        "other-child" => "it came with another child than before",
        "no-longer-matches" => "it no longer matches the child it was linked to",
        "two-nhs-numbers" => "the child has two NHS numbers",
        "number-on-two-children" => "one number is on two children",
        "two-births" => "dates of birth differ",
        "sexes-differ" => "recorded sexes differ",
        "given-names-differ" => "given names differ",
        "too-many-records" => "more records than one child is likely to have",
        _ => code.Replace('-', ' '),
    };

    public static string Percent(double rate) => rate.ToString("P1", CultureInfo.GetCultureInfo("en-GB"));
}
