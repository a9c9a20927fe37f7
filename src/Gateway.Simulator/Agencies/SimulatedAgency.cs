using System.Text.Json.Nodes;

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

    /// <summary>Its own case-management system receives what is referred to it.</summary>
    public bool ReceivesReferrals { get; init; }

    public List<SimulatedCustodian> Custodians { get; } = [];

    public Behaviour Behaviour { get; set; } = Behaviour.Normal;

    public long Asked => Interlocked.Read(ref asked);

    public void CountOne() => Interlocked.Increment(ref asked);
}

/// <summary>A custodian that the simulator plays. Its own behaviour goes before that of its agency.</summary>
internal sealed class SimulatedCustodian(ushort index, string id, string name, SimulatedAgency agency, ItemSet covers)
{
    private long asked;
    private long alerts;

    public ushort Index { get; } = index;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public SimulatedAgency Agency { get; } = agency;

    public ItemSet Covers { get; } = covers;

    /// <summary>Under which contract it is asked, in the register's word.</summary>
    public string Speaks { get; init; } = "native";

    /// <summary>What is done to a Bundle of its before it is signed, for a test.</summary>
    public Func<JsonNode, JsonNode> Change { get; set; } = bundle => bundle;

    /// <summary>How often its council was told that somebody read.</summary>
    public long Alerts => Interlocked.Read(ref alerts);

    public void AlertOne() => Interlocked.Increment(ref alerts);

    public Behaviour Own { get; set; } = Behaviour.Normal;

    public Behaviour Behaviour => ReferenceEquals(Own, Behaviour.Normal) ? Agency.Behaviour : Own;

    public long Asked => Interlocked.Read(ref asked);

    public void CountOne() => Interlocked.Increment(ref asked);
}
