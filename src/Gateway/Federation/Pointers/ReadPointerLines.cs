using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Turns the lines of a submission into tokens, one line after the other: no identifier outlives its line. Every fault names its line by
/// its place and quotes nothing.
/// </summary>
internal static class ReadPointerLines
{
    public const int MostLines = 200_000;

    private const int MostFaults = 20;
    private const int LongestName = 100;

    private static readonly string WhatToSend =
        "Send nhsNumber, or familyName, givenName and dateOfBirth; and kinds, a list of kinds that the envelope covers. Or padding alone.";

    public static PointerLines From(ReadOnlyMemory<byte> content, PointerKinds covers, PointerKey key, List<FieldFault> faults)
    {
        var (tokens, described, number) = (new HashSet<ulong>(), 0, 0);
        for (var rest = content; !rest.IsEmpty && faults.Count < MostFaults;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (++number > MostLines) faults.Add(new FieldFault("content", $"Send at most {MostLines} lines."));
            else if (Line(line, covers, key, tokens) is { } isDescribed) described += isDescribed ? 1 : 0;
            else faults.Add(new FieldFault($"lines[{number - 1}]", WhatToSend));
        }

        return new PointerLines(tokens, described);
    }

    // True where the line has no number; null where it cannot be read.
    private static bool? Line(ReadOnlyMemory<byte> line, PointerKinds covers, PointerKey key, HashSet<ulong> tokens)
    {
        try
        {
            using var document = JsonDocument.Parse(line, StrictJson.Options);
            var of = document.RootElement;
            if (of.TryGetProperty("padding", out var padding)) return of.Only("padding").ValueKind == JsonValueKind.Object && padding.ValueKind == JsonValueKind.String ? false : null;
            of.Only("nhsNumber", "familyName", "givenName", "dateOfBirth", "kinds");
            var kinds = Signing.ReadEnvelope.Kinds(of.GetProperty("kinds"));
            return (kinds & ~covers) == 0 ? Tokens(of, kinds, key, tokens) : null;
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    private static bool? Tokens(JsonElement of, PointerKinds kinds, PointerKey key, HashSet<ulong> tokens)
    {
        var number = Number(of);
        var born = of.TryGetProperty("dateOfBirth", out var day) ? day.Day() : default;
        var (family, given) = (Name(of, "familyName"), Name(of, "givenName"));
        foreach (var kind in kinds.Each())
        {
            var described = born == default ? null : key.OfDescription(kind, family, given, born);
            if (number is null && described is null) return null;
            if (number is { } one) tokens.Add(key.OfNumber(kind, one));
            if (described is { } other) tokens.Add(other);
        }

        return number is null;
    }

    private static NhsNumber? Number(JsonElement of)
    {
        if (!of.TryGetProperty("nhsNumber", out var text)) return null;
        return NhsNumber.Read(text.GetString(), out var number) == NhsNumberFault.None ? number : throw new FormatException();
    }

    private static string Name(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.Text(LongestName) : "";
}

/// <summary>What the lines came to.</summary>
/// <param name="Described">How many have no number.</param>
internal sealed record PointerLines(HashSet<ulong> Tokens, int Described)
{
    public override string ToString() => "(lines of a list)";
}
