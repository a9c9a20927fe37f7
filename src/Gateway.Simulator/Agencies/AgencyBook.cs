using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Everybody whom the simulator plays, as the register names them. Who is not connected is not played.</summary>
internal sealed class AgencyBook
{
    private AgencyBook(ImmutableArray<SimulatedAgency> agencies, ImmutableSortedDictionary<int, ImmutableArray<SimulatedAgency>> ports)
    {
        Agencies = agencies;
        Ports = ports;
        Custodians = [.. agencies.SelectMany(agency => agency.Custodians)];
        AgencyById = agencies.ToFrozenDictionary(agency => agency.Id, StringComparer.Ordinal);
        CustodianById = Custodians.ToFrozenDictionary(custodian => custodian.Id, StringComparer.Ordinal);
    }

    public ImmutableArray<SimulatedAgency> Agencies { get; }

    public ImmutableArray<SimulatedCustodian> Custodians { get; }

    public FrozenDictionary<string, SimulatedAgency> AgencyById { get; }

    public FrozenDictionary<string, SimulatedCustodian> CustodianById { get; }

    /// <summary>Each distinct loopback port of the register, with the agencies that have an endpoint there.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<SimulatedAgency>> Ports { get; }

    public static AgencyBook Read(string json)
    {
        var file = JsonSerializer.Deserialize(json, RegisterJson.Default.RegisterFile) ?? throw new InvalidDataException("The register is empty.");
        var played = file.Agencies.Where(agency => Endpoints(agency).Any()).ToList();
        var custodians = 0;
        ImmutableArray<SimulatedAgency> agencies = [.. played.Select((agency, i) => Play(agency, (ushort)i, ref custodians))];
        var ports = played.Zip(agencies)
            .SelectMany(pair => Endpoints(pair.First).Where(uri => uri.IsLoopback).Select(uri => (uri.Port, Agency: pair.Second)).Distinct())
            .GroupBy(pair => pair.Port, pair => pair.Agency)
            .ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray());
        return new AgencyBook(agencies, ports);
    }

    private static SimulatedAgency Play(RegisterAgency entry, ushort index, ref int custodians)
    {
        var agency = new SimulatedAgency(index, entry.Id, entry.Name, entry.Relationships is not null, entry.Notices is not null) { ReceivesReferrals = entry.Receiving is not null };
        foreach (var custodian in entry.Custodians.Where(custodian => custodian.Connected))
        {
            var covers = ItemSet.From(custodian.AuthoritativeFor);
            agency.Custodians.Add(new SimulatedCustodian((ushort)custodians++, custodian.Id, custodian.Name, agency, covers) { Speaks = custodian.Speaks ?? "native" });
        }
        return agency;
    }

    private static IEnumerable<Uri> Endpoints(RegisterAgency agency) =>
        agency.Custodians.Where(custodian => custodian.Connected).SelectMany(custodian => (IEnumerable<Uri?>)[custodian.Endpoint, .. custodian.Replicas ?? []])
            .Append(agency.Relationships?.Endpoint)
            .Append(agency.Notices?.Endpoint)
            .Append(agency.Receiving?.Endpoint)
            .OfType<Uri>();
}
