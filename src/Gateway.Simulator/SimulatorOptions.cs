using System.Net;

namespace Gateway.Simulator;

/// <summary>Whom to play, what they hold and where to listen.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The register as JSON; <see cref="RegisterFile"/> reads one from a file.</summary>
    public required string Register { get; init; }

    /// <summary>A folder with records.ndjson and relationships.ndjson; null to begin with nobody.</summary>
    public string? People { get; init; }

    /// <summary>Where everybody and the control API answer; port 0 takes a free one. Not used by the other ways of listening.</summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    public Listening Listening { get; init; }

    /// <summary>The port of the control API where agencies have their own ports; 0 takes a free one.</summary>
    public int ControlPort { get; init; } = 7100;

    /// <summary>The gateway that custodians keep their pointer lists with, signed in as the officers of practitioners.json; null and they keep none.</summary>
    public Uri? Lists { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static string RegisterFile(string path) => File.ReadAllText(path);
}

/// <summary>How many ports there are.</summary>
public enum Listening
{
    /// <summary>One, and the first segment of the path says who is asked.</summary>
    OnePort,

    /// <summary>Each distinct port of the register, and the control port.</summary>
    RegisterPorts,

    /// <summary>A free port in place of each port of the register, and the control port.</summary>
    FreePorts,
}
