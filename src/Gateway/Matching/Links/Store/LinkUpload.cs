namespace Gateway.Matching.Links.Store;

/// <summary>How one upload of an agency's records went, in numbers: the scoreboard.</summary>
public sealed class LinkUpload
{
    private LinkUpload() { }

    public Guid Id { get; private init; }
    public string Agency { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public int Records { get; private init; }
    public int Linked { get; private init; }
    public int Possible { get; private init; }
    public int NotFound { get; private init; }

    internal static LinkUpload Of(string agency, int records, int linked, int possible, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Agency = agency,
        At = now,
        Records = records,
        Linked = linked,
        Possible = possible,
        NotFound = records - linked - possible,
    };
}
