using System.Text.Json.Nodes;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>A child of Brackenford in the department of Brook Street; Brackenford's children's services, or a department, is asked in FHIR.</summary>
internal sealed class FhirBed : IAsyncDisposable
{
    public const string Council = "brackenford-csc";
    public const string Department = "brackenford-royal-ed";
    public static readonly TestChild Child = TestChild.Of(90, "ZB1 1AA");
    public static readonly TestChild Hidden = TestChild.Of(90, "ZB1 1AA", isProtected: true);

    private FhirBed(GatewayHost gateway, string custodian) => (Gateway, Custodian) = (gateway, custodian);

    public GatewayHost Gateway { get; }

    /// <summary>Who is asked in FHIR.</summary>
    public string Custodian { get; }

    public static async Task<FhirBed> StartAsync(string speaks, bool everything = true, bool lists = false, bool isProtected = false)
    {
        var custodian = speaks == "encounters" ? Department : Council;
        var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(isProtected ? Hidden : Child) { Speaking = [(custodian, speaks, everything)], Lists = lists });
        gateway.Involve("alder-valley-nhs-trust", "encounter", Child, "ENC-90", "brook-street-ed", pregnancy: true);
        return new FhirBed(gateway, custodian);
    }

    public void Holds(CustodianFacts facts) => Gateway.Holds(Custodian, Child, facts);

    public Task<Answer> CheckAsync(params string[] items) => Gateway.CheckAsync(Child, items);

    /// <summary>The custodian's Bundles as they are changed here, signed after that.</summary>
    public void Change(Action<JsonObject> change) => Gateway.Agencies.Change(Custodian, bundle =>
    {
        change(bundle.AsObject());
        return bundle;
    });

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
