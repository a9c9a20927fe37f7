using System.Collections.Immutable;
using System.Globalization;
using Gateway.Disclosure.Pages;

namespace Gateway.Consents.Pages;

/// <summary>Several things to choose from, any number of them.</summary>
public sealed record Ticks(string Name, string Label, string? Hint, ImmutableArray<string> Chosen, string? Fault, ImmutableArray<(string Value, string Words)> Options);

/// <summary>A day in three boxes.</summary>
public sealed record DayBoxes(string Name, string Label, TypedDay Typed, string? Fault);

/// <summary>A day as it was typed; the month may be a name.</summary>
public sealed record TypedDay(string Day, string Month, string Year)
{
    public static TypedDay Of(DateOnly day) => new(day.Day.ToString(CultureInfo.InvariantCulture), day.Month.ToString(CultureInfo.InvariantCulture), day.Year.ToString(CultureInfo.InvariantCulture));

    public static TypedDay From(IFormCollection form, string name) => new(Typed.One(form, name + "-day"), Typed.One(form, name + "-month"), Typed.One(form, name + "-year"));

    /// <summary>As the body has it; what is no day goes as it is, and is refused where the API's is.</summary>
    public string Text => TypedBirth.Real(new CheckForm("", "", Day, Month, Year, "")) is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : "?";
}

/// <summary>What was typed into a box, no longer than any box of these pages may be.</summary>
internal static class Typed
{
    private const int Longest = 200;
    private const int Most = 60;

    public static string One(IFormCollection form, string name) => form[name].ToString() is var text && text.Length <= Longest ? text : text[..Longest];

    public static ImmutableArray<string> All(IFormCollection form, string name) => [.. form[name].OfType<string>().Where(text => text.Length is > 0 and <= Longest).Take(Most)];
}
