using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Disclosure;

namespace Gateway.Federation.Late;

/// <summary>What came after the answer had gone out, as a person reads it and as a system does. It adds to the answer and replaces nothing of it.</summary>
/// <param name="IsNews">Something is held, or a source asks to be rung.</param>
/// <param name="Headline">What plan or care there is; null where none was found.</param>
/// <param name="Told">Whether a council is told of the attendance; null where none is to be told.</param>
public sealed record LateNews(
    DateTimeOffset AnsweredAt,
    bool IsNews,
    string Words,
    string? Headline,
    ImmutableArray<ItemAnswer> Items,
    AttendancesAnswer? Attendances,
    ImmutableArray<SourceAnswer> Sources,
    ImmutableArray<RingAnswer> RingNow,
    string? Told)
{
    /// <summary>How the child's matters are to be handled; null where nothing was said. Kept here, and read at the head of <see cref="LateStatus"/>: beside one source it would say who said so.</summary>
    public ImmutableArray<string>? Handling { get; init; }

    /// <summary>Without what it said: a record came after it by which less may be let go.</summary>
    internal LateNews NoMore() => this with { Words = "What came here is not shown any more. A record that came later protects it.", Headline = null, Items = [], Attendances = null, Sources = [] };

    internal byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, LateJson.Default.LateNews);

    internal static LateNews Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, LateJson.Default.LateNews) ?? throw new JsonException("There is no late answer in it.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Default,
    Converters = [typeof(KeptValue)])]
[JsonSerializable(typeof(LateNews))]
[JsonSerializable(typeof(LateStatus))]
internal sealed partial class LateJson : JsonSerializerContext;
