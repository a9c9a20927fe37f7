using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Disclosure;

namespace Gateway.Federation.Late;

/// <summary>How far the asking on has come.</summary>
/// <param name="State"><c>waiting</c> or <c>ended</c>.</param>
/// <param name="Silent">Who has not answered, with the line that works now.</param>
/// <param name="Answers">What came that the reader has not had, the oldest first.</param>
public sealed record LateStatus(
    Guid Check, string State, DateTimeOffset Until, string Words, ImmutableArray<SilentSource> Silent, ImmutableArray<LateNews> Answers)
{
    /// <summary>How it is to be handled, as records say that came late, also those that the reader has had; null where none says anything. Before anything else, and not who said so.</summary>
    [JsonPropertyOrder(-1)]
    public ImmutableArray<string>? Handling { get; init; }

    internal byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, LateJson.Default.LateStatus);
}

/// <summary>A source that is named because it has to be rung.</summary>
public sealed record SilentSource(string Custodian, string Name, ImmutableArray<string> Items, RingAnswer Ring);
