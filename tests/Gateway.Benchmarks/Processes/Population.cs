using System.Globalization;
using System.Text.Json.Nodes;

namespace Gateway.Benchmarks.Processes;

/// <summary>
/// So many invented children of one council, every one of them in the measured trust's department, with a register that has
/// exactly two custodians, that council and that department, or further councils that hold nothing.
/// </summary>
/// <param name="Custodians">How many are asked, from 2 to 6.</param>
internal sealed record Population(int Size, string Folder, int SimulatorPort, int Custodians)
{
    private const string Council = "aldersham-council";
    private const string Trust = "alder-valley-nhs-trust";
    private const string Department = "aldersham-general-ed";
    private static readonly string[] Further = ["brackenford-council", "castlebridge-council", "dunmere-council", "eastholt-council"];

    public string Register => Path.Combine(Folder, "register.json");

    public string Postcodes => Path.Combine(Folder, "postcodes.csv");

    public string Children => Path.Combine(Folder, "children.ndjson");

    /// <summary>A walk through many children is what is measured here, and must not be stopped as one.</summary>
    public string Alerts => Path.Combine(Folder, "alerts.csv");

    public static async Task<Population> GenerateAsync(string under, int size, int custodians, ulong seed, Callers callers)
    {
        var population = new Population(size, Path.Combine(under, string.Create(CultureInfo.InvariantCulture, $"{size}-{custodians}")), Ports.Free(), custodians);
        Directory.CreateDirectory(population.Folder);
        await File.WriteAllTextAsync(population.Register, population.RegisterJson(callers));
        var postcodes = await File.ReadAllLinesAsync(Programs.Contract("register", "postcodes-demonstration.csv"));
        await File.WriteAllLinesAsync(population.Postcodes, postcodes.Where((line, place) => place == 0 || line.Contains(",aldersham,", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(population.Alerts, "name,value,unit\nchildrenWithinAnHour,100000,children\nstrangersWithinAnHour,100000,children\nsampleOneIn,20,decisions\n");
        await using var tool = Child.Dotnet("Gateway.Tool", Programs.Tool, population.ToolArguments(seed));
        await tool.LineAsync(line => line.StartsWith("Wrote ", StringComparison.Ordinal), TimeSpan.FromMinutes(10));
        return population;
    }

    private string[] ToolArguments(ulong seed) =>
    [
        "synthetic", "generate", "--measurement", "--children", Size.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture),
        "--register", Register, "--postcodes", Postcodes, "--out", Folder,
    ];

    private string RegisterJson(Callers callers)
    {
        var register = JsonNode.Parse(File.ReadAllText(Programs.Contract("register", "demonstration.json")))!;
        var agencies = register["agencies"]!.AsArray();
        string[] kept = [Council, Trust, .. Further.Take(Custodians - 2)];
        agencies.RemoveAll(agency => !kept.Contains((string?)agency!["id"]));
        foreach (var agency in agencies) Point(agency!.AsObject(), callers);
        return register.ToJsonString();
    }

    private void Point(JsonObject agency, Callers callers)
    {
        var id = (string)agency["id"]!;
        agency.Remove("issuer");
        if (id == Trust) agency["issuer"] = callers.Registered;
        foreach (var part in (string[])["relationships", "notices"])
            if (agency[part] is JsonObject source) source["endpoint"] = Endpoint(id);
        if (agency["relationships"] is JsonObject relationships) relationships["verifiedBy"] = AnswerKeys.Of(id);
        var custodians = agency["custodians"]!.AsArray();
        custodians.RemoveAll(custodian => id == Trust && (string?)custodian!["id"] != Department);
        foreach (var custodian in custodians)
        {
            custodian!["endpoint"] = Endpoint((string)custodian["id"]!);
            custodian.AsObject().Remove("lists");
            custodian["verifiedBy"] = AnswerKeys.Of((string)custodian["id"]!);
            custodian.AsObject().Remove("replicas");
        }
    }

    public string Endpoint(string id) => $"http://127.0.0.1:{SimulatorPort}/{id}/";
}
