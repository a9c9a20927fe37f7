using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Disclosure;

namespace Gateway.Federation.Late;

/// <summary>How far the asking on has come.</summary>
/// <param name="State"><c>waiting</c> or <c>ended</c>.</param>
/// <param name="Silent">Who has not answered, with the line that works now.</param>
/// <param name="Answers">What came that the reader has not had, the oldest first.</param>
public sealed record LateStatus(
    Guid Check, string State, DateTimeOffset Until, string Words, ImmutableArray<SilentSource> Silent, ImmutableArray<LateNews> Answers)
{
    internal byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, LateJson.Default.LateStatus);
}

/// <summary>A source that is named because it has to be rung.</summary>
public sealed record SilentSource(string Custodian, string Name, ImmutableArray<string> Items, RingAnswer Ring);
