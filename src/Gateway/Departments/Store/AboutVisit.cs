using System.Globalization;
using System.Text.Json;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;

namespace Gateway.Departments.Store;

/// <summary>Who a visit is of, as the department asked, and its own reference of the attendance.</summary>
/// <param name="Name">What the department calls the child; empty where it gave no name.</param>
internal sealed record AboutVisit(ChildAsked Child, string Name, string Encounter)
{
    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        json.WriteString("nhsNumber"u8, Child.NhsNumber.Digits);
        json.WriteString("born"u8, Child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("name"u8, Name);
        json.WriteString("encounter"u8, Encounter);
    });

    public static AboutVisit Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (NhsNumber.Read(root.GetProperty("nhsNumber").GetString(), out var number) != NhsNumberFault.None) throw new InvalidDataException("A stored NHS number does not read.");
        var born = DateOnly.ParseExact(root.GetProperty("born").GetString()!, "O", CultureInfo.InvariantCulture);
        return new AboutVisit(new ChildAsked(number, born), root.GetProperty("name").GetString()!, root.GetProperty("encounter").GetString()!);
    }

    public override string ToString() => "(a child in a department)";
}
