using Gateway.Referrals.Form;

namespace Gateway.Concerns;

/// <summary>One pupil as somebody of the staff named them: a last name, and what else they knew.</summary>
internal sealed record PupilRow(string First, string Last, DateOnly? Born, string Upn, string Number)
{
    public static PupilRow Of(FormPart pupil) => new(Plain(pupil.Text("firstName")), Plain(pupil.Text("lastName")), pupil.Day("dateOfBirth"), Plain(pupil.Text("upn")), Plain(pupil.Text("nhsNumber")));

    /// <summary>By a number, or by name with date of birth.</summary>
    public bool Is(PupilRow other) =>
        (Number.Length > 0 && Number == other.Number) || (Upn.Length > 0 && Upn == other.Upn) || (Last == other.Last && First.Length > 0 && First == other.First && Born is not null && Born == other.Born);

    /// <summary>Nothing that both say is another.</summary>
    public bool MayBe(PupilRow other) => Is(other)
        || (Last == other.Last && !Differs(First, other.First) && !Differs(Upn, other.Upn) && !Differs(Number, other.Number) && (Born is null || other.Born is null || Born == other.Born));

    public bool SharesName(PupilRow other) => Last == other.Last;

    private static bool Differs(string one, string other) => one.Length > 0 && other.Length > 0 && one != other;

    private static string Plain(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    public override string ToString() => "(a pupil)";
}
