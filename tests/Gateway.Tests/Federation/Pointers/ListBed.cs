using System.Text.Json.Nodes;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>One gateway for all tests of a class, with children who are each asked about once, and the lists of five councils.</summary>
public sealed class ListBed : IAsyncLifetime
{
    internal static readonly string[] Far = ["brackenford-csc", "castlebridge-csc", "dunmere-csc", "eastholt-csc"];

    internal static readonly string FormerNumber = TestChild.NumberOf(899);

    private static readonly string[] Councils = ["aldersham-csc", .. Far];

    private readonly Dictionary<string, TestList> _lists = [];
    private readonly Dictionary<string, long> _asked = [];

    internal GatewayHost Gateway { get; private set; } = null!;

    internal static TestChild Child(int n) => n switch
    {
        912 => TestChild.Of(n) with { Given = "Siân", Family = "O'Quennell" },
        919 => TestChild.Of(n, "ZB1 1AA", isProtected: true),
        921 => TestChild.Of(n) with { Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(FormerNumber) } },
        _ => TestChild.Of(n),
    };

    internal TestList List(string custodian) => _lists[custodian];

    /// <summary>How often custodians were asked since the lists were submitted.</summary>
    internal long Asked(params string[] custodians) => custodians.Sum(custodian => Gateway.Asked(custodian) - _asked.GetValueOrDefault(custodian));

    /// <summary>Every council submits its list anew, with nobody in it but whom is given, and everybody behaves.</summary>
    internal async Task SubmitAsync(params (string Custodian, JsonObject[] Lines)[] lines)
    {
        await Gateway.Agencies.ResetAsync();
        foreach (var custodian in Councils)
        {
            (List(custodian).Covers, List(custodian).Unlisted) = (TestList.Council, 0);
            (await List(custodian).WholeAsync(lines.FirstOrDefault(one => one.Custodian == custodian).Lines ?? [])).Is(200);
        }

        foreach (var custodian in RegisterForTests.Custodians) _asked[custodian] = Gateway.Asked(custodian);
    }

    public async ValueTask InitializeAsync()
    {
        TestChild[] children = [.. Enumerable.Range(910, 12).Select(Child)];
        Gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(children) { Lists = true });
        foreach (var child in children) Gateway.Attends(child, reference: "ENC-" + child.Number[^3..]);
        foreach (var custodian in Councils) _lists[custodian] = new TestList(Gateway, custodian, "officer-of-" + custodian.Replace("-csc", "-council"), TestList.Council);
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
