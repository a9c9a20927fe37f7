using System.Collections.Immutable;

namespace Gateway.Referrals.Form;

/// <summary>One field of the form, with what is said where it does not hold. Everything that may be sent is one of these.</summary>
/// <param name="Words">The field's own sentence: said where it is missing, or does not read.</param>
internal abstract record FormField(string Name, string Words, bool Required)
{
    /// <summary>What people write.</summary>
    public sealed record Text(string Name, string Words, int Most, int Least = 1, bool Required = true) : FormField(Name, Words, Required);

    /// <summary>One of a few words.</summary>
    public sealed record Choice(string Name, string Words, ImmutableArray<string> Of, bool Required = true) : FormField(Name, Words, Required);

    /// <summary>A code of a list.</summary>
    public sealed record Code(string Name, string Words, string List, bool Required = true) : FormField(Name, Words, Required);

    /// <summary>Some codes of a list, none twice.</summary>
    public sealed record Codes(string Name, string Words, string List, string? Alone = null, bool Required = true) : FormField(Name, Words, Required);

    public sealed record Flag(string Name, string Words, bool Required = true) : FormField(Name, Words, Required);

    /// <summary>A day that has come, or one that is near.</summary>
    public sealed record Day(string Name, string Words, string WhenWrong, bool Past = true, bool Required = false) : FormField(Name, Words, Required);

    /// <summary>A day that has come, or a month where the day is not known.</summary>
    public sealed record About(string Name, string Words, string WhenWrong, bool Required = false) : FormField(Name, Words, Required);

    /// <summary>An instant that has come, with its offset from UTC.</summary>
    public sealed record Moment(string Name, string Words, string WhenWrong, bool Required = true) : FormField(Name, Words, Required);

    public sealed record Number(string Name, string Words, int Least, int Most, bool Required = false) : FormField(Name, Words, Required);

    public sealed record Telephone(string Name, string Words, bool Required = true) : FormField(Name, Words, Required);

    public sealed record Email(string Name, string Words) : FormField(Name, Words, false);

    public sealed record Nhs(string Name) : FormField(Name, "NHS number must be 10 digits", false);

    public sealed record PupilNumber(string Name) : FormField(Name, "Check the unique pupil number. The first letter does not fit the numbers", false);

    public sealed record Postcode(string Name, string Words) : FormField(Name, Words, false);

    /// <summary>An agency of the register, by its id.</summary>
    public sealed record Council(string Name, string Words) : FormField(Name, Words, true);

    /// <summary>What the gateway named before: a child of this referral.</summary>
    public sealed record Id(string Name, string Words, bool Required = false) : FormField(Name, Words, Required);

    public sealed record Group(string Name, string Words, ImmutableArray<FormField> Fields, ImmutableArray<FormRule> Rules, bool Required = true) : FormField(Name, Words, Required);

    public sealed record Rows(string Name, string Words, ImmutableArray<FormField> Fields, ImmutableArray<FormRule> Rules, int Most, int Least = 0) : FormField(Name, Words, Least > 0);
}

/// <summary>What must hold between the fields of one object.</summary>
/// <param name="At">The field at which it is said.</param>
internal sealed record FormRule(string At, string Words, Func<FormPart, bool> Holds);
