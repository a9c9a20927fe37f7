using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Consents.Wire;
using Gateway.Disclosure;

namespace Gateway.Matching.Registrations;

/// <summary>Reads a batch: whole or not at all. A fault names its line by its place and quotes nothing.</summary>
internal static class ReadRegistrations
{
    public const int Most = 200;

    private const long LargestSequence = 1L << 52;
    private static readonly string[] Events = ["current", "corrected", "died"];

    public static ImmutableArray<RegistrationLine> From(JsonElement body, DateTimeOffset now, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("registrations", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > Most)
        {
            faults.Add(new FieldFault("registrations", $"Send a list of 1 to {Most} lines."));
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<RegistrationLine>(list.GetArrayLength());
        foreach (var one in list.EnumerateArray()) lines.Add(Line(one, $"registrations[{lines.Count}]", now, faults));
        for (var at = 1; at < lines.Count; at++)
            if (lines[at].Sequence != lines[at - 1].Sequence + 1) faults.Add(new FieldFault($"registrations[{at}].sequence", "Number the lines one after the other, without a gap."));
        return lines.ToImmutable();
    }

    private static RegistrationLine Line(JsonElement one, string path, DateTimeOffset now, List<FieldFault> faults)
    {
        if (one.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new FieldFault(path, "Send one object."));
            return new RegistrationLine(0, null!);
        }

        var reader = new BodyReader(one, path + ".", faults, LondonTime.Day(now)).Only("sequence", "event", "asOf", "child");
        var sequence = Sequence(one, reader);
        var word = reader.Text("event");
        if (!Events.Contains(word)) reader.Fault("event", $"Send one of: {string.Join(", ", Events)}.");
        var asOf = AsOf(reader, now);
        var statement = reader.Object("child", "Say which child, as one object.") is { } child ? ReadRegisteredChild.From(child, asOf, word == "corrected") : null;
        return new RegistrationLine(sequence, statement!);
    }

    private static long Sequence(JsonElement one, BodyReader reader)
    {
        if (one.TryGetProperty("sequence", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var read) && read is > 0 and < LargestSequence) return read;
        reader.Fault("sequence", "Send your own count of lines: a whole number from 1.");
        return 0;
    }

    // What is said to be so tomorrow would win over everything that is said until then.
    private static DateTimeOffset AsOf(BodyReader reader, DateTimeOffset now)
    {
        if (reader.Text("asOf") is { Length: >= 20 } text && text[^1] == 'Z'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) && read <= now.AddMinutes(5) && read.Year >= 1950) return read.ToUniversalTime();
        reader.Fault("asOf", "Say since when you know it so: an instant in UTC that has been, such as 2026-11-22T02:10:00Z.");
        return default;
    }
}
