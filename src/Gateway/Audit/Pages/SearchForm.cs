using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;

namespace Gateway.Audit.Pages;

/// <summary>A search as it was typed, kept as it was typed, and read as the endpoint reads a body: one reading, whoever sends it.</summary>
/// <param name="Of">What is asked: one of the words below.</param>
internal sealed record SearchForm(string Of, CheckForm Child, string Practitioner, string Why, string Agreement, string Before)
{
    public const string OfChild = "child";
    public const string OfPractitioner = "practitioner";
    public const string OfAgency = "agency";
    public const string ForFamily = "family";

    public const string PractitionerField = "practitioner";
    public const string WhyField = "why";
    public const string AgreementField = "agreement";
    public const string BeforeField = "before";

    private const int LongestTyped = 4000;

    /// <summary>True where it is about one child.</summary>
    public bool IsAboutChild => Of is OfChild or ForFamily;

    public string Address => "/audit/" + Of;

    public static SearchForm Empty(string of) => new(of, CheckForm.Empty(""), "", "", "", "");

    public static SearchForm From(string of, IFormCollection form) =>
        new(of, CheckForm.From(form), Typed(form, PractitionerField), Typed(form, WhyField), Typed(form, AgreementField).Trim(), Typed(form, BeforeField));

    public (SearchQuestion? Question, ImmutableArray<FieldFault> Faults) Read(Practitioner who, DateOnly today)
    {
        var birth = TypedBirth.Read(Child, today);
        var faults = new List<FieldFault>();
        using var body = JsonDocument.Parse(JsonBytes.Of(json => Write(json, who, birth)));
        var question = SearchQuestion.Read(body.RootElement, who, today, faults);
        return (question, OnPage(faults, birth));
    }

    public static string Typed(IFormCollection form, string field) => form[field].ToString() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];

    /// <summary>The child as a body names one.</summary>
    public static void WriteChild(Utf8JsonWriter json, CheckForm child, TypedBirth birth)
    {
        json.WriteStartObject("child"u8);
        json.WriteString("nhsNumber"u8, child.NhsNumber);
        json.WriteString("dateOfBirth"u8, birth.Day?.ToString("O", CultureInfo.InvariantCulture) ?? "");
        json.WriteEndObject();
    }

    /// <summary>The same faults under the names of the boxes, in the order of the page and in its words where something is typed in another way.</summary>
    public static ImmutableArray<FieldFault> OnPage(IEnumerable<FieldFault> faults, TypedBirth birth) => [.. faults.OrderBy(fault => fault.Field == "reason").Select(fault => fault.Field switch
    {
        "child.nhsNumber" => new FieldFault(CheckForm.NhsNumberField, fault.Words),
        "child.dateOfBirth" => new FieldFault(birth.Boxes.FirstOrDefault(CheckForm.DayField), birth.Words ?? fault.Words),
        "practitioner" => new FieldFault(PractitionerField, "Enter the name that the practitioner signs in with"),
        "agreement" => new FieldFault(AgreementField, "Enter the reference that your colleague was given"),
        "reason" => new FieldFault(WhyField, fault.Words),
        _ => fault,
    })];

    private void Write(Utf8JsonWriter json, Practitioner who, TypedBirth birth)
    {
        if (IsAboutChild) WriteChild(json, Child, birth);
        if (Of == ForFamily) json.WriteString("extract"u8, "family");
        if (Of == OfPractitioner) json.WriteString("practitioner"u8, Practitioner.Trim());
        if (Of == OfAgency) json.WriteString("agency"u8, who.Agency.Id);
        json.WriteString("reason"u8, Why);
        if (Agreement.Length > 0) json.WriteString("agreement"u8, Agreement);
        if (Before.Length == 0) return;
        if (long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before)) json.WriteNumber("before"u8, before);
        else json.WriteString("before"u8, "");
    }
}
