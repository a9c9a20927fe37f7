using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/pointers</c>.</summary>
internal struct ListQuestion : IStrictBody
{
    public static WordList Members { get; } = new("requestId", "after", "list");

    public Guid RequestId { get; private set; }

    public long After { get; private set; }

    /// <summary>What the list comes to that the gateway has; null where it wants the whole.</summary>
    public string? List { get; private set; }

    public void ReadMember(ref Utf8JsonReader json, int member)
    {
        switch (member)
        {
            case 0: RequestId = StrictValue.Uuid(ref json, "requestId"); break;
            case 1: After = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var after) && after >= 0 ? after : throw new RefusedException("after", "must be a number from 0"); break;
            default: List = json.TokenType == JsonTokenType.Null ? null : StrictValue.Text(ref json, "list"); break;
        }
    }
}
