using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>A decision from the bytes of a request to the bytes of an answer, both JSON.</summary>
internal sealed class DecideBytes(PolicyBundle policy)
{
    /// <summary>A request of the shared file as its facts by name.</summary>
    public static byte[] Request(RequestFactsRow row) => JsonSerializer.SerializeToUtf8Bytes(row, BytesJson.Default.RequestFactsRow);

    /// <summary>Fresh bytes for each answer, as the peer's are.</summary>
    public byte[] Answer(byte[] request)
    {
        var row = JsonSerializer.Deserialize(request, BytesJson.Default.RequestFactsRow)!;
        var decision = Decide.Request(policy, OwnRequests.Of(row));
        return JsonSerializer.SerializeToUtf8Bytes(OwnWords.Answer(decision), BytesJson.Default.OwnAnswer);
    }
}

/// <summary>An answer of ours in the words of the shared file.</summary>
internal sealed record OwnAnswer(string Outcome, string Reason, string[] Obligations);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestFactsRow))]
[JsonSerializable(typeof(OwnAnswer))]
internal sealed partial class BytesJson : JsonSerializerContext;
