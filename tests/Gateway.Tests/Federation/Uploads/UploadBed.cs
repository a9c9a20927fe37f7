using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Federation.Uploads;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

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
        // Of the same day as the others, and of no name of theirs.
        1003 or 1013 => TestChild.Of(n) with { Given = Name(n), Family = "Elsemark" },
        1020 => TestChild.Of(n, "ZB1 1AA") with { Given = Name(n) },
        1021 => TestChild.Of(n) with { Given = "Siân Mair", Family = "O'Quennell" },
        1022 => TestChild.Of(n) with { Given = Name(n), Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(FormerNumber) } },
        1023 => TestChild.Of(n, isProtected: true) with { Given = Name(n) },
        _ => TestChild.Of(n) with { Given = Name(n) },
    };

    /// <summary>What a custodian that uploads says of one item, as a check asks for it.</summary>
    internal static async Task<CustodianAnswer> SaysAsync(GatewayHost gateway, TestChild child, bool mustBeCurrent = false, bool byNumber = true, params Item[] items)
    {
        var custodian = gateway.Services.GetRequiredService<Register>().Custodians.Single(one => one.Id == Custodian);
        Assert.Equal(NhsNumberFault.None, NhsNumber.Read(child.Number, out var number));
        var held = await gateway.Services.GetRequiredService<Children>().HeldAsync(number, TestContext.Current.CancellationToken) is HeldUnder.Found(var known) ? known : null;
        var asked = new ChildAsked(number, child.Born) { Held = held, AsDescribed = byNumber ? null : new MatchingQuestion { Given = child.Given, Surname = child.Family } };
        return (await gateway.Services.GetRequiredService<AnswerByFile>()(new CustodianQuestion(custodian, [.. items.DefaultIfEmpty(Item.PlanFlag)], mustBeCurrent), asked, TestContext.Current.CancellationToken)).To(asked);
    }

    /// <summary>As <see cref="SaysAsync"/>, of the plan alone.</summary>
    internal static async Task<CustodianSaid> PlanAsync(GatewayHost gateway, TestChild child) => (await SaysAsync(gateway, child)).Items.Single().Said;

    private static string Name(int n) => $"Given{(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}";

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
