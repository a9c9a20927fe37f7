using System.Collections.Immutable;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>How wide a box is, which keyboard a telephone shows for it, and what one row of a list is called.</summary>
internal static class BoxLooks
{
    public static readonly ImmutableArray<(string Part, string Label, int Width)> DateParts = [(Typed.Day, "Day", 2), (Typed.Month, "Month", 5), (Typed.Year, "Year", 4)];

    public static string Width(FormField field) => field switch
    {
        FormField.Nhs or FormField.PupilNumber or FormField.Postcode => "govuk-input--width-10",
        FormField.Telephone => "govuk-input--width-20",
        FormField.Number => "govuk-input--width-3",
        _ => "",
    };

    public static string Type(FormField field) => field is FormField.Telephone ? "tel" : "text";

    public static string? Keyboard(FormField field) => field switch
    {
        FormField.Nhs or FormField.Number => "numeric",
        FormField.Email => "email",
        _ => null,
    };

    /// <summary>Short answers beside one another, so that a page is no longer than it has to be.</summary>
    public static bool InRow(Box box) => box.Field is FormField.Flag or FormField.Code { List: "sex" } || (box.Field is FormField.Choice choice && choice.Of.All(word => word is "yes" or "no" or "not-known"));

    public static (string One, string Another) Row(string rows) => rows switch
    {
        "injuries" => ("Mark", "Add a mark on the body"),
        "people" => ("Person", "Add another person"),
        "professionals" => ("Person", "Add a person"),
        "pupils" => ("Pupil", "Add another pupil"),
        _ => ("Event", "Add what happened before"),
    };
}
