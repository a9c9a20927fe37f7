using System.Collections.Immutable;

namespace Gateway.Departments.Pages;

/// <summary>How a field looks on a page.</summary>
public enum FieldLook
{
    Line,
    Area,
    Radios,
    YesNo,
    Checks,
    Day,
    Time,

    /// <summary>A heading above the fields that follow.</summary>
    Heading,
}

/// <summary>One field of a page. Its name is its place in what is sent, such as <c>agreed.at</c>.</summary>
public sealed record PageField(string Name, FieldLook Look, string Label)
{
    public string? Hint { get; init; }

    public ImmutableArray<(string Value, string Words)> Options { get; init; } = [];

    /// <summary>What is always sent with it, where it is one of several rows: which thing it is about.</summary>
    public string? About { get; init; }

    public string Id => Name.Replace('.', '-');
}

/// <summary>A field as it is shown.</summary>
public sealed record ShownField(PageField Field, string? Fault, IReadOnlyDictionary<string, string> Typed)
{
    public string Value => Typed.GetValueOrDefault(Field.Name, "");

    public string Part(string part) => Typed.GetValueOrDefault($"{Field.Name}-{part}", "");

    public bool IsChosen(string value) => Field.Look == FieldLook.Checks ? Value.Split(',').Contains(value) : Value == value;

    public string? Described => (Field.Hint is null ? "" : Field.Id + "-hint ") + (Fault is null ? "" : Field.Id + "-error") is { Length: > 0 } ids ? ids.Trim() : null;
}
