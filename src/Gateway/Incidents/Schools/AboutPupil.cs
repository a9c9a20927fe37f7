using System.Globalization;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Rules.Identifiers;

namespace Gateway.Incidents.Schools;

/// <summary>What a school notice is about. Of the adults it has nothing: what a school may be told of them is for a person to decide.</summary>
/// <param name="WhereWas">A code of the list whereabouts.</param>
/// <param name="Said">The child's words or demeanour.</param>
internal sealed record AboutPupil(
    string Name, string? First, string? Last, NhsNumber? Number, DateOnly? Born, int? Age, string? Postcode, string Incident, DateTimeOffset AttendedAt, string WhereWas, string Said)
{
    /// <param name="what">The screen of the incident.</param>
    public static AboutPupil Of(FormPart child, ChildOfForm about, FormPart what) => new(
        about.About.Name, child.Text("firstName"), child.Text("lastName"), about.About.Number, child.Day("dateOfBirth"), child.Number("estimatedAge"), about.Postcode,
        what.Text("number")!, what.Moment("attendedAt")!.Value, child.Text("whereWas")!, child.Part("seen")!.Value.Text("said")!);

    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        json.WriteString("name"u8, Name);
        if (First is not null) json.WriteString("first"u8, First);
        if (Last is not null) json.WriteString("last"u8, Last);
        if (Number is { } number) json.WriteString("nhsNumber"u8, number.Digits);
        if (Born is { } born) json.WriteString("born"u8, born.ToString("O", CultureInfo.InvariantCulture));
        if (Age is { } age) json.WriteNumber("age"u8, age);
        if (Postcode is not null) json.WriteString("postcode"u8, Postcode);
        json.WriteString("incident"u8, Incident);
        json.WriteString("attendedAt"u8, AttendedAt);
        json.WriteString("whereWas"u8, WhereWas);
        json.WriteString("said"u8, Said);
    });

    public static AboutPupil Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new AboutPupil(
            Text("name")!, Text("first"), Text("last"), NhsNumber.Read(Text("nhsNumber"), out var number) == NhsNumberFault.None ? number : null,
            Text("born") is { } born ? DateOnly.ParseExact(born, "O", CultureInfo.InvariantCulture) : null, root.TryGetProperty("age", out var age) ? age.GetInt32() : null, Text("postcode"),
            Text("incident")!, root.GetProperty("attendedAt").GetDateTimeOffset(), Text("whereWas")!, Text("said")!);
    }

    public override string ToString() => "(a pupil of a notice)";
}
