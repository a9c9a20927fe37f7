using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>A written reason as it was typed. The boxes have the names of the check body's <c>justification</c>, and are read as it is.</summary>
/// <param name="Texts">By the box's name; a box that was left empty is not there.</param>
public sealed record WrittenReason(ImmutableDictionary<string, string> Texts)
{
    public const string Marker = "write";
    public const string Sent = "send";

    public const string Supports = "supports";
    public const string WhyNotLess = "whyNotLess";
    public const string WhatIfWait = "whatIfWait";
    public const string IfNotShared = "ifNotShared";
    public const string IfNotSharedReason = "ifNotSharedReason";
    public const string IfShared = "ifShared";
    public const string IfSharedReason = "ifSharedReason";
    public const string Source = "source";

    private const string Path = "justification.";

    public static readonly WrittenReason Empty = new(ImmutableDictionary<string, string>.Empty);

    private static readonly string[] Boxes = [Supports, WhyNotLess, WhatIfWait, IfNotShared, IfNotSharedReason, IfShared, IfSharedReason, Source];

    private static readonly ImmutableArray<string> Levels =
    [
        "None identified", "Some effect on welfare, distress or trust", "Health or development likely to suffer; or family conflict, or the family stays away",
        "Reasonable cause to suspect significant harm; or whereabouts exposed, retaliation", "Danger to life or serious harm within hours",
    ];

    public string this[string box] => Texts.GetValueOrDefault(box, "");

    /// <summary>The levels of both risks, mildest first.</summary>
    public static ImmutableArray<string> LevelWords => Levels;

    public static WrittenReason From(IFormCollection form) => new(Boxes
        .Select(box => (Box: box, Text: form[box].ToString()))
        .Where(typed => typed.Text.Length > 0).ToImmutableDictionary(typed => typed.Box, typed => typed.Text.Length > 2 * ReadReasons.Longest ? typed.Text[..(2 * ReadReasons.Longest)] : typed.Text));

    /// <summary>Reads it as the endpoint reads a body: one reading, whoever sends it.</summary>
    public (Justification? Said, ImmutableArray<FieldFault> Faults) Read()
    {
        var faults = new List<FieldFault>();
        using var body = JsonDocument.Parse(JsonBytes.Of(Write));
        var said = new ReadReasons(faults).From(body.RootElement);
        return faults.Count == 0 ? (said, []) : (null, OnPage(faults));
    }

    /// <summary>The same faults under the names of the boxes, in the words of the page where a box is chosen from.</summary>
    public static ImmutableArray<FieldFault> OnPage(IEnumerable<FieldFault> faults) => [.. faults.Select(fault => OnPage(fault.Field.Replace(Path, "", StringComparison.Ordinal), fault.Words))];

    private static FieldFault OnPage(string box, string words) => new(box, box switch
    {
        Supports => "Select the decision that you are making now",
        IfNotShared => "Select the risk to the child if this is not shared",
        IfShared => "Select the risk if this is shared",
        Source => "Select where so high a risk of sharing comes from",
        _ => words,
    });

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("justification"u8);
        foreach (var (box, text) in Texts)
            if (box is IfNotShared or IfShared && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level)) json.WriteNumber(box, level);
            else json.WriteString(box, text);
        json.WriteEndObject();
    }
}

/// <summary>The page on which a reason is written: for which child, what it may open, whom to ring instead, and what is wrong with what was typed.</summary>
public sealed record WritePage(
    CheckForm Form, WrittenReason Written, ImmutableArray<DecisionSupported> Decisions, ImmutableArray<FieldFault> Faults, ImmutableArray<RingAnswer> RingNow)
{
    /// <summary>The child as the answer showed them; what does not read is shown as it was typed.</summary>
    public string Number => NhsNumber.Read(Form.NhsNumber, out var number) == NhsNumberFault.None ? number.Spaced : Form.NhsNumber;

    public string Born => TypedBirth.Real(Form) is { } day ? Clock.Day(day) : $"{Form.Day} {Form.Month} {Form.Year}";

    public string? FaultOf(string box) => Faults.FirstOrDefault(fault => fault.Field == box)?.Words;
}

/// <summary>A box to write in.</summary>
public sealed record TextBox(string Name, string Label, string Text, string? Fault);

/// <summary>Something to choose from.</summary>
public sealed record Choice(string Name, string Label, string Chosen, string? Fault, ImmutableArray<(string Value, string Words)> Options);
