using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Gateway.Federation.Calls;

/// <summary>What is posted to a holder, and what may come back; JSON both ways unless said otherwise.</summary>
public sealed record Posting(ReadOnlyMemory<byte> Body)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public MediaTypeHeaderValue Type { get; init; } = Json;

    /// <summary>The one type that an answer may have.</summary>
    public string Answer { get; init; } = "application/json";

    /// <summary>Beside the usual ones. They carry nothing about a person.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Its id where the body has no place for one: sent in a header, and signed with the answer.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>To read may tell somebody: it is sent again only where it certainly was not read.</summary>
    public bool Once { get; init; }

    /// <summary>The most bytes that are read of what comes back, where it is not the usual.</summary>
    public int? Largest { get; init; }
}
