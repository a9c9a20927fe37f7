using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Index;

/// <summary>A number that belongs to one child. Kept only as a keyed hash.</summary>
public readonly record struct PersonalNumber
{
    private PersonalNumber(NumberKind kind, string text, bool isFormer) => (Kind, Text, IsFormer) = (kind, text, isFormer);

    /// <summary>Which kind of number.</summary>
    public NumberKind Kind { get; }

    /// <summary>It was replaced by another: it resolves to the child when date of birth and names agree (rulings, 28).</summary>
    public bool IsFormer { get; }

    internal string Text { get; }

    /// <summary>An NHS number.</summary>
    public static PersonalNumber Nhs(NhsNumber number, bool isFormer = false) => new(NumberKind.Nhs, number.Digits, isFormer);

    /// <summary>A unique pupil number, lasting or temporary.</summary>
    public static PersonalNumber Pupil(Upn number, bool isFormer = false) =>
        new(number.IsTemporary ? NumberKind.TemporaryUpn : NumberKind.Upn, number.Value, isFormer);

    /// <summary>An agency's own number.</summary>
    public static PersonalNumber Local(LocalNumber number, bool isFormer = false) =>
        new(NumberKind.Local, $"{number.Authority.Trim().ToUpperInvariant()}|{number.Number.Trim().ToUpperInvariant()}", isFormer);

    /// <summary>The mother's number, under which an unborn child is found.</summary>
    internal static PersonalNumber Mother(NhsNumber number) => new(NumberKind.Mother, number.Digits, false);

    /// <summary>The kind alone.</summary>
    public override string ToString() => Kind.ToString();
}

/// <summary>The kinds of numbers.</summary>
public enum NumberKind : byte
{
    /// <summary>The NHS number.</summary>
    Nhs,

    /// <summary>The lasting unique pupil number.</summary>
    Upn,

    /// <summary>A temporary pupil number: a school's own, weak evidence.</summary>
    TemporaryUpn,

    /// <summary>A number with its assigning authority.</summary>
    Local,

    /// <summary>The mother's NHS number, of an unborn child.</summary>
    Mother,
}
