using Gateway.Disclosure.Pages;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Incidents.Pages;

/// <summary>What the officer knew of a child when they checked, so that it is not typed again: number and date of birth, the name as they typed it to find the child, and a plan that was found.</summary>
internal sealed record ChildOfCheck(CheckForm Child, string First, string Last, string Postcode, bool Plan)
{
    public const string FirstField = "first-name";
    public const string LastField = "last-name";
    public const string PostcodeField = "postcode";
    public const string PlanField = "plan";

    private const int Longest = 100;

    public static ChildOfCheck Of(CheckForm child, bool plan) =>
        new(child, child.Described?.Given ?? "", child.Described?.Surname ?? "", child.Described?.Postcode ?? "", plan);

    /// <summary>None where the page was not come to from a check.</summary>
    public static ChildOfCheck? From(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString() is var text && text.Length <= Longest ? text : text[..Longest];
        return form.ContainsKey(CheckForm.NhsNumberField)
            ? new ChildOfCheck(CheckForm.From(form), Typed(FirstField), Typed(LastField), Typed(PostcodeField), form[PlanField] == "yes")
            : null;
    }

    /// <summary>As the boxes of the child's page.</summary>
    public Typed Boxes()
    {
        var typed = Typed.None;
        typed.Set("nhsNumber", Child.NhsNumber);
        foreach (var (part, value) in (ReadOnlySpan<(string, string)>)[(Typed.Day, Child.Day), (Typed.Month, Child.Month), (Typed.Year, Child.Year)]) typed.Set("dateOfBirth" + part, value);
        typed.Set("firstName", First);
        typed.Set("lastName", Last);
        if (Plan) typed.Set("knownPlan", "yes");
        return typed;
    }
}
