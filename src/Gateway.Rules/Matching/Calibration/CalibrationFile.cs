using System.Text.Json;

namespace Gateway.Rules.Matching.Calibration;

/// <summary>What came of reading a calibration report.</summary>
public abstract record CalibrationReading
{
    private CalibrationReading() { }

    /// <summary>It may be shown.</summary>
    public sealed record Valid(CalibrationReport Report) : CalibrationReading;

    /// <summary>It may not; what is wrong, without a value from the file.</summary>
    public sealed record Faulty(string Fault) : CalibrationReading;
}

/// <summary>Reads and writes <c>contracts/matching/calibration-*.json</c>; whole or not at all. What can be reckoned from the counts is not in it.</summary>
public static class CalibrationFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = false,
        WriteIndented = true,
        NewLine = "\n",
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Reads one report.</summary>
    public static CalibrationReading Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var report = JsonSerializer.Deserialize<CalibrationReport>(file, Form);
            if (report is null) return new CalibrationReading.Faulty("it is empty");
            return report.Fault() is { } fault ? new CalibrationReading.Faulty(fault) : new CalibrationReading.Valid(report);
        }
        catch (JsonException fault)
        {
            return new CalibrationReading.Faulty($"it cannot be read at {fault.Path ?? "$"}");
        }
    }

    /// <summary>The bytes of a report that was made with this matcher.</summary>
    public static byte[] Write(CalibrationReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report with { Matcher = MatcherVersion.Now }, Form), (byte)'\n'];
}
