using System.Text.Json.Nodes;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>One gateway on each store for all tests of a class; Brackenford has no API and uploads files.</summary>
public sealed class UploadBed(PostgresServer server) : IAsyncDisposable
{
    internal const string Custodian = "brackenford-csc";
    internal const string Officer = "officer-of-brackenford-council";

    internal static readonly string FormerNumber = TestChild.NumberOf(1099);

    private readonly Dictionary<string, (GatewayHost Gateway, TestUpload Upload)> _gateways = [];

    /// <summary>Of Aldersham, and far from Brackenford, but for the twentieth child, who lives there.</summary>
    internal static TestChild Child(int n) => n switch
    {
        1020 => TestChild.Of(n, "ZB1 1AA") with { Given = $"Given{n}", Family = "Familymark" },
        1021 => TestChild.Of(n) with { Given = "Siân Mair", Family = "O'Quennell" },
        1022 => TestChild.Of(n) with { Given = $"Given{n}", Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(FormerNumber) } },
        1023 => TestChild.Of(n, isProtected: true) with { Given = $"Given{n}" },
        _ => TestChild.Of(n) with { Given = "Given" + new string((char)('a' + (n % 26)), 2) },
    };

    internal async Task<(GatewayHost Gateway, TestUpload Upload)> AtAsync(string store = "Sqlite")
    {
        if (_gateways.TryGetValue(store, out var known)) return known;
        TestChild[] children = [.. Enumerable.Range(1000, 40).Select(Child)];
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(children) { Uploading = [Custodian] });
        foreach (var child in children) gateway.Attends(child, reference: "ENC-" + child.Number[^4..]);
        return _gateways[store] = (gateway, new TestUpload(gateway, Custodian, Officer));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (gateway, _) in _gateways.Values) await gateway.DisposeAsync();
    }
}
