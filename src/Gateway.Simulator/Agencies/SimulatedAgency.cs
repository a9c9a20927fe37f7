namespace Gateway.Simulator;

/// <summary>An agency that the simulator plays: its relationships, its notices and its custodians.</summary>
internal sealed class SimulatedAgency(ushort index, string id, string name, bool relationships, bool notices)
{
    private long asked;

    public ushort Index { get; } = index;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool ConfirmsRelationships { get; } = relationships;

    public bool TakesNotices { get; } = notices;

    public List<SimulatedCustodian> Custodians { get; } = [];

    public Behaviour Behaviour { get; set; } = Behaviour.Normal;

    public long Asked => Interlocked.Read(ref asked);

    public void CountOne() => Interlocked.Increment(ref asked);
}

/// <summary>A custodian that the simulator plays. Its own behaviour goes before that of its agency.</summary>
internal sealed class SimulatedCustodian(ushort index, string id, string name, SimulatedAgency agency, ItemSet covers)
{
    private long asked;

    public ushort Index { get; } = index;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public SimulatedAgency Agency { get; } = agency;

    public ItemSet Covers { get; } = covers;

    public Behaviour Own { get; set; } = Behaviour.Normal;

    public Behaviour Behaviour => ReferenceEquals(Own, Behaviour.Normal) ? Agency.Behaviour : Own;

    public long Asked => Interlocked.Read(ref asked);

    public void CountOne() => Interlocked.Increment(ref asked);
}
