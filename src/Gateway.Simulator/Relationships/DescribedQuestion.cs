using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/relationships/described</c>: about a child whose number the practitioner may not know.</summary>
internal struct DescribedQuestion : IStrictBody
{
    private static readonly WordList OfAChild = new("givenName", "familyName", "dateOfBirth", "approximateAge", "postcode", "nhsNumber", "upn", "sex");

    private RelationshipQuestion asked;

    public static WordList Members { get; } = new("requestId", "practitioner", "types", "described");

    public string? GivenName { get; private set; }

    public string? FamilyName { get; private set; }

    public DateOnly? DateOfBirth { get; private set; }

    public string? NhsNumber { get; private set; }

    public readonly RelationshipQuestion About(ChildKey child) => asked.About(child);

    public void ReadMember(ref Utf8JsonReader json, int member)
    {
        if (member < 3) asked.ReadMember(ref json, member);
        else ReadChild(ref json);
    }

    private void ReadChild(ref Utf8JsonReader json)
    {
        StrictObject.Start(ref json, "described");
        var members = new StrictObject(OfAChild, "described", needsAll: false);
        while (members.Next(ref json, out var member))
        {
            switch (member)
            {
                case 0: GivenName = StrictValue.Text(ref json, "described.givenName"); break;
                case 1: FamilyName = StrictValue.Text(ref json, "described.familyName"); break;
                case 2: DateOfBirth = StrictValue.Date(ref json, "described.dateOfBirth"); break;
                case 3: json.GetInt32(); break;
                case 5: NhsNumber = StrictValue.Text(ref json, "described.nhsNumber"); break;
                default: StrictValue.Text(ref json, "described"); break;
            }
        }
    }
}
