using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Simulator;

/// <summary>A body of <c>PUT /control/agencies/{id}</c>; what is left out is normal.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ControlRequest(int DelayMilliseconds = 0, string? Fault = null, int StaleMinutes = 0)
{
    private const int LongestDelay = 600_000;
    private const int TenYears = 5_256_000;

    public static Behaviour Read(ReadOnlySequence<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var request = JsonSerializer.Deserialize(ref json, ControlJson.Default.ControlRequest) ?? new ControlRequest();
        var fault = FaultWords.All.Find(request.Fault ?? "none");
        if (fault < 0) throw new RefusedException("fault", $"must be one of {string.Join(", ", FaultWords.All.Words)}");
        if (request.DelayMilliseconds is < 0 or > LongestDelay) throw new RefusedException("delayMilliseconds", "must be from 0 to 600000");
        if (request.StaleMinutes is < 0 or > TenYears) throw new RefusedException("staleMinutes", "must be from 0 to 5256000");
        return new Behaviour(request.DelayMilliseconds, (Fault)fault, request.StaleMinutes);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(IReadOnlyList<ReceivedNotice>))]
[JsonSerializable(typeof(IReadOnlyList<ReceivedReferral>))]
internal sealed partial class ControlJson : JsonSerializerContext;
