namespace Gateway.Agencies;

/// <summary>Where the files are, under <c>Gateway</c> in the configuration.</summary>
public sealed class AgenciesOptions
{
    /// <summary>The register of agencies, JSON.</summary>
    public string? Register { get; set; }

    /// <summary>Districts of postcodes and their councils, CSV.</summary>
    public string? Postcodes { get; set; }

    /// <summary>Bank holidays of England and Wales, CSV.</summary>
    public string? Calendar { get; set; }

    /// <summary>Demonstration practitioners, JSON. Development only.</summary>
    public string? Practitioners { get; set; }

    /// <summary>Whether endpoints beyond loopback may be plain http, as between containers of one machine. Default: no.</summary>
    public bool AllowPlainHttp { get; set; }
}
