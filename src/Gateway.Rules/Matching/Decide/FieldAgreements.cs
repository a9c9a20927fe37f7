namespace Gateway.Rules.Matching.Decide;

/// <summary>What of the question agreed with the one child, for the asker to read back. It does not tell whether a present or a former detail agreed.</summary>
/// <param name="Postcode">Always <see cref="FieldAgreement.NotCompared"/> for a restricted child, whatever was typed: by that alone one could be told from others, so it is for the record and not for the asker.</param>
public sealed record FieldAgreements(
    FieldAgreement Given,
    FieldAgreement Surname,
    FieldAgreement DateOfBirth,
    FieldAgreement Sex,
    FieldAgreement Postcode,
    FieldAgreement Number);

/// <summary>How one field of the question compares.</summary>
public enum FieldAgreement : byte
{
    /// <summary>It was not given.</summary>
    NotGiven,

    /// <summary>It agrees.</summary>
    Agreed,

    /// <summary>It nearly agrees: a slip, a short form, half of a double name, the same district.</summary>
    Near,

    /// <summary>It differs.</summary>
    Differed,

    /// <summary>It was given and there is nothing to compare it with.</summary>
    NotCompared,
}
