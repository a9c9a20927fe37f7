using Gateway.Federation.Pointers;
using Gateway.Rules.Federation.Pointers;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>One gateway on each store for all tests of a class. Each goes on with the council's list from where it is.</summary>
public sealed class PointerBed(PostgresServer server) : IAsyncDisposable
{
    internal const string Officer = "officer-of-brackenford-council";

    internal static readonly TestChild Child = TestChild.Of(900) with { Given = "Bronwyth", Family = "Quennellow" };

    private readonly Dictionary<string, GatewayHost> _gateways = [];

    internal static string Key(byte epoch) => $"{epoch}:{Convert.ToBase64String([.. Enumerable.Repeat(epoch, PointerKey.Length)])}";

    internal async Task<(GatewayHost Gateway, TestList List)> AtAsync(string store = "Sqlite")
    {
        if (!_gateways.TryGetValue(store, out var gateway))
            _gateways[store] = gateway = await GatewayHost.StartAsync(server, store, new Setting(TestChild.Of(990)) { Lists = true, More = new Dictionary<string, string> { ["Gateway:PointerKeys"] = Key(1) } });
        return (gateway, ListOf(gateway, "brackenford"));
    }

    internal static TestList ListOf(GatewayHost gateway, string council) => new(gateway, council + "-csc", $"officer-of-{council}-council", TestList.Council)
    {
        Sequence = gateway.Services.GetRequiredService<PointerIndex>().Of(council + "-csc")?.Taken.Sequence ?? 0,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways.Values) await gateway.DisposeAsync();
    }
}
