using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;

namespace Gateway.Audit.Pages;

/// <summary>An agreement as it was typed, and read as the endpoint reads a body.</summary>
/// <param name="For"><c>family</c>, or anything else for the officer's own look.</param>
internal sealed record AgreeForm(CheckForm Child, string Colleague, string For, string Why)
{
    public const string ColleagueField = "colleague";
    public const string ForField = "for";

    private const string Family = "family";

    public static readonly AgreeForm Empty = new(CheckForm.Empty(""), "", "officer", "");

    public static AgreeForm From(IFormCollection form) =>
        new(CheckForm.From(form), SearchForm.Typed(form, ColleagueField).Trim(), SearchForm.Typed(form, ForField), SearchForm.Typed(form, SearchForm.WhyField));

    public (Agreement? Agreement, ImmutableArray<FieldFault> Faults) Read(DateOnly today)
    {
        var birth = TypedBirth.Read(Child, today);
        var faults = new List<FieldFault>();
        using var body = JsonDocument.Parse(JsonBytes.Of(json =>
        {
            SearchForm.WriteChild(json, Child, birth);
            json.WriteString("colleague"u8, Colleague);
            if (For == Family) json.WriteString("extract"u8, Family);
            json.WriteString("reason"u8, Why);
        }));
        var agreement = Agreement.Read(body.RootElement, today, faults);
        return (agreement, SearchForm.OnPage(faults, birth));
    }
}
