using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Rules.Matching.Weights;

/// <summary>What came of reading a file of weights.</summary>
public abstract record MatchingParametersReading
{
    private MatchingParametersReading() { }

    /// <summary>It may be used.</summary>
    public sealed record Valid(MatchingParameters Parameters) : MatchingParametersReading;

    /// <summary>It may not; what is wrong, without a value from the file.</summary>
    public sealed record Faulty(string Fault) : MatchingParametersReading;
}

/// <summary>
/// Reads <c>contracts/matching/weights-*.json</c> from its bytes; whole or not at all. Weights stand there in bits; every member must be
/// there, and no other may.
/// </summary>
public static class ReadMatchingParameters
{
    private static readonly WeightsJson Strict = new(new JsonSerializerOptions(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, PropertyNameCaseInsensitive = false });

    /// <summary>Reads one version.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="published">Published shares of names.</param>
    public static MatchingParametersReading From(ReadOnlySpan<byte> file, NameShares published)
    {
        try
        {
            var read = JsonSerializer.Deserialize(file, Strict.WeightsFile);
            if (read is null) return new MatchingParametersReading.Faulty("it is empty");
            return read.Fault() is { } fault ? new MatchingParametersReading.Faulty(fault) : new MatchingParametersReading.Valid(Made(read, file, published));
        }
        catch (JsonException fault)
        {
            return new MatchingParametersReading.Faulty($"it cannot be read at {fault.Path ?? "$"}");
        }
    }

    private static MatchingParameters Made(WeightsFile file, ReadOnlySpan<byte> bytes, NameShares published) =>
        new(file.Version, [.. SHA256.HashData(bytes)], file.Population, file.ServedYears)
        {
            Birth = file.DateOfBirth.Weights(),
            Given = file.GivenName.Weights(file.FrequencyFloor),
            Surname = file.Surname.Weights(file.FrequencyFloor),
            Other = file.OtherWeights(),
            Limits = file.Answers.Limits(),
            Published = published,
        };
}

// Made when it is compiled: every start reads a file of weights.
[JsonSerializable(typeof(WeightsFile))]
internal sealed partial class WeightsJson : JsonSerializerContext;
