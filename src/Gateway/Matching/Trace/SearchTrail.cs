using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Matching.Trace;

/// <summary>Which searches one look was, for the ledger: by which rules, what each came to, and under which id the other side has them in its own audit trail.</summary>
internal sealed record SearchTrail(Guid Correlation, ImmutableArray<SearchMade> Made)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("correlation"u8, Correlation);
        json.WriteStartArray("searches"u8);
        foreach (var one in Made)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, one.Search.Rule);
            json.WriteString("came"u8, one.Came);
            if (one.Score is { } score) json.WriteNumber("score"u8, score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
