using System.Text;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>Whose trail: a child, a practitioner of an agency, or an agency. Printing one shows nothing.</summary>
internal readonly record struct Subject
{
    private Subject(TrailKind kind, long number, string agency, string practitioner) =>
        (Kind, Number, AgencyId, PractitionerId) = (kind, number, agency, practitioner);

    public TrailKind Kind { get; }

    private long Number { get; }

    private string AgencyId { get; }

    private string PractitionerId { get; }

    public static Subject Child(NhsNumber number) => new(TrailKind.Child, number.Value, "", "");

    public static Subject Practitioner(string agency, string practitioner) => new(TrailKind.Practitioner, 0, agency, practitioner);

    public static Subject Agency(string agency) => new(TrailKind.Agency, 0, agency, "");

    /// <summary>What a token is made from: the kind, and an id that nobody else of that kind has.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes(Kind switch
    {
        TrailKind.Child => $"nhs\0{Number:D10}",
        TrailKind.Practitioner => $"practitioner\0{AgencyId}\0{PractitionerId}",
        _ => $"agency\0{AgencyId}",
    });

    public override string ToString() => $"(a {Kind})";
}
