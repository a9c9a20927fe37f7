using Gateway.Disclosure.Pages;
using Gateway.Matching.Pages;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Referrals.Pages;

/// <summary>What was typed to check or to find a child, as the boxes of a referral have it: nobody types it again.</summary>
internal static class TypedChild
{
    /// <summary>None where nothing of a child was sent.</summary>
    public static FindForm? Of(IFormCollection form) => form.ContainsKey(CheckForm.NhsNumberField) || form.ContainsKey(FindForm.FamilyField) ? FindForm.From(form) : null;

    public static Typed Child(FindForm child)
    {
        var typed = Typed.None;
        SetBirth(typed, child);
        foreach (var (box, text) in (ReadOnlySpan<(string, string)>)[("firstName", child.Given), ("lastName", child.Family), ("address-postcode", child.Postcode), ("sex", SexOf(child.Sex))])
            if (text.Length > 0) typed.Set(box, text);
        return typed;
    }

    /// <summary>Of the five fields that are sent at once: one box has the name.</summary>
    public static void Urgent(Typed typed, FindForm child)
    {
        SetBirth(typed, child);
        if (child.Family.Length > 0) typed.Set("child", $"{child.Given} {child.Family}".Trim());
        if (child.Postcode.Length > 0) typed.Set("postcode", child.Postcode);
    }

    private static void SetBirth(Typed typed, FindForm child)
    {
        typed.Set("nhsNumber", child.Birth.NhsNumber);
        foreach (var (part, value) in (ReadOnlySpan<(string, string)>)[(Typed.Day, child.Birth.Day), (Typed.Month, child.Birth.Month), (Typed.Year, child.Birth.Year)]) typed.Set("dateOfBirth" + part, value);
    }

    private static string SexOf(string sex) => sex switch { "female" => "F", "male" => "M", _ => "" };
}
