using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Disclosure;

/// <summary>The published shape of answers and refusals.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(RefusalAnswer))]
internal sealed partial class CheckJson : JsonSerializerContext;
