using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Measures;

/// <summary>What every measure stands on: a database server, callers with tokens, populations, a generator, and a folder that goes at the end.</summary>
internal sealed class Bed(LoadOptions options, Postgres postgres, string folder) : IAsyncDisposable
{
    private readonly Dictionary<(int Size, int Custodians), Population> _populations = [];

    public LoadOptions Options => options;

    public Postgres Postgres => postgres;

    /// <summary>Goes with the bed.</summary>
    public string Folder => folder;

    public Callers Callers { get; } = new();

    public Generator Generator { get; } = new();

    public string[] Tokens => field ??= Callers.Tokens;

    public static async Task<Bed> MakeAsync(LoadOptions options)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"gateway-people-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return new Bed(options, await Postgres.StartAsync(), folder);
    }

    public async Task<Population> PopulationAsync(int size, int custodians = 2) =>
        _populations.TryGetValue((size, custodians), out var known) ? known : _populations[(size, custodians)] = await Population.GenerateAsync(folder, size, custodians, options.Seed, Callers);

    public async Task<Site> SiteAsync(int size, bool counted = false, int custodians = 2) =>
        await Site.StartAsync(await PopulationAsync(size, custodians), await postgres.CreateDatabaseAsync(), counted);

    /// <summary>A whole check, answered by every custodian.</summary>
    public DriveOrder Checks(Site site) => new(
        site.Port, Site.Path, Tokens, site.Population.Children, $"Completeness: complete; answered={site.Population.Custodians}; expected={site.Population.Custodians}",
        options.Connections, options.Seconds, 0, 0, false, options.Seed);

    /// <summary>The same bytes to the bare endpoint.</summary>
    public DriveOrder Inserts(int port, Population population) =>
        new(port, Peers.BareInsert.Path, Tokens, population.Children, "", options.Connections, options.Seconds, 0, 0, false, options.Seed);

    public async ValueTask DisposeAsync()
    {
        await Generator.DisposeAsync();
        await postgres.DisposeAsync();
        Callers.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
