using System.Text.Json.Nodes;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Refusals;

/// <summary>
/// A population in which every second child is unknown to the gateway and to every custodian, and every other pair is
/// related to the askers. The agencies' own systems know of all of the related ones, as a department knows its patients.
/// </summary>
internal sealed class RefusalWorld : IDisposable
{
    private const string Practice = "millpond-surgery";

    private readonly Callers _trust = new();
    private readonly Callers _practice = new("https://sign-in.measured-practice.example");
    private readonly List<AskedChild>[] _children = [[], [], [], []];

    public Callers Trust => _trust;

    public IReadOnlyList<AskedChild> Children(bool known, bool related) => _children[(known ? 2 : 0) + (related ? 1 : 0)];

    public string Token(Asker asker, string subject) => asker switch
    {
        Asker.Nurse => _trust.Token(subject, "triage-nurse"),
        Asker.Receptionist => _trust.Token(subject, "ed-receptionist"),
        Asker.Practice => _practice.Token(subject, "gp"),
        _ => throw new ArgumentOutOfRangeException(nameof(asker)),
    };

    /// <summary>Changes the files of a population before anything is started on them.</summary>
    public async Task MakeAsync(Population population)
    {
        await RegisterAsync(population);
        var lines = await File.ReadAllLinesAsync(population.Children);
        var known = new List<string>(lines.Length / 2);
        foreach (var (place, line) in lines.Index())
        {
            var isKnown = place % 2 == 0;
            _children[(isKnown ? 2 : 0) + (place / 2 % 2 == 0 ? 1 : 0)].Add(Read(line));
            if (isKnown) known.Add(line);
        }

        await File.WriteAllLinesAsync(population.Children, known);
        await KeepAsync(population, "records.ndjson", [.. Children(true, true), .. Children(true, false)]);
        await KeepAsync(population, "relationships.ndjson", [.. Children(true, true), .. Children(false, true)]);
        await File.AppendAllLinesAsync(
            Path.Combine(population.Folder, "relationships.ndjson"), Children(true, true).Concat(Children(false, true)).Select(Registration));
    }

    public void Dispose()
    {
        _trust.Dispose();
        _practice.Dispose();
    }

    private async Task RegisterAsync(Population population)
    {
        var register = JsonNode.Parse(await File.ReadAllTextAsync(population.Register))!;
        var agencies = register["agencies"]!.AsArray();
        var trust = agencies.First(agency => agency!["issuer"] is not null)!;
        trust["issuer"]!["roles"]!["ed-receptionist"] = "ed-reception";
        var published = JsonNode.Parse(await File.ReadAllTextAsync(Programs.Contract("register", "demonstration.json")))!;
        var practice = published["agencies"]!.AsArray().First(agency => (string?)agency!["id"] == Practice)!.DeepClone();
        practice["issuer"] = _practice.RegisteredFor(("gp", "gp"));
        practice["relationships"]!["endpoint"] = population.Endpoint(Practice);
        practice["relationships"]!["verifiedBy"] = AnswerKeys.Of(Practice);
        foreach (var custodian in practice["custodians"]!.AsArray())
        {
            custodian!["endpoint"] = population.Endpoint((string)custodian["id"]!);
            custodian["verifiedBy"] = AnswerKeys.Of((string)custodian["id"]!);
        }

        agencies.Add(practice);
        await File.WriteAllTextAsync(population.Register, register.ToJsonString());
    }

    private static async Task KeepAsync(Population population, string name, IEnumerable<AskedChild> children)
    {
        var file = Path.Combine(population.Folder, name);
        var kept = children.Select(child => child.NhsNumber).ToHashSet(StringComparer.Ordinal);
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, lines.Where(line => kept.Contains(Read(line).NhsNumber)));
    }

    private static AskedChild Read(string line)
    {
        var child = JsonNode.Parse(line)!;
        return new AskedChild((string)child["nhsNumber"]!, (string)child["dateOfBirth"]!);
    }

    private static string Registration(AskedChild child) => new JsonObject
    {
        ["agency"] = Practice,
        ["practitioner"] = "*",
        ["nhsNumber"] = child.NhsNumber,
        ["dateOfBirth"] = child.DateOfBirth,
        ["type"] = "registration",
        ["reference"] = "REG-1",
        ["startedAt"] = "2024-01-01T00:00:00Z",
        ["endedAt"] = null,
        ["site"] = null,
    }.ToJsonString();
}
