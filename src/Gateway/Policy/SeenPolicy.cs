namespace Gateway.Policy;

/// <summary>A version that was once in force: nothing older is put in force after it, here or after a restart.</summary>
internal sealed class SeenPolicy
{
    public int Sequence { get; init; }
    public string Version { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public DateTimeOffset At { get; init; }

    /// <summary>The whole of it, packed, so that a decision made by it can be made again. None where it was seen before they were kept.</summary>
    public byte[]? Files { get; init; }
}
