using System.Text.Json.Nodes;

namespace Gateway.Deploy;

/// <summary>What a newcomer reads when everything is up: whom to be, what to ask, what to expect.</summary>
internal sealed class Demonstration(string people, string address, int controlPort)
{
    private const string Officer = "information-governance";

    private readonly JsonArray practitioners = Read(Path.Combine(people, "practitioners.json"));
    private readonly JsonArray cast = Read(Path.Combine(people, "cast.json"));
    private readonly JsonArray questions = Read(Repository.At("deploy", "demonstration-questions.json"));

    private static string RequestId => OperatingSystem.IsLinux() ? "$(cat /proc/sys/kernel/random/uuid)" : "$(uuidgen)";

    public void Print()
    {
        Console.WriteLine($"\nOpen {address} and sign in as one of these (nobody here is real):\n");
        foreach (var line in SignIns(practitioners))
        {
            Console.WriteLine($"  {line}");
        }

        Console.WriteLine("\nOr paste a request:");
        foreach (var journey in cast.Take(3))
        {
            Print(journey);
        }

        PrintControl();
    }

    // There is an officer for each agency: a line says how to be one.
    public static IEnumerable<string> SignIns(JsonArray practitioners)
    {
        var officers = practitioners.Where(practitioner => Text(practitioner, "roleWord") == Officer).ToList();
        var others = practitioners.Except(officers).ToList();
        int Widest(string name) => others.Max(practitioner => Text(practitioner, name).Length);
        var (sub, person) = (Widest("sub"), Widest("name"));
        foreach (var practitioner in others)
        {
            yield return $"{Text(practitioner, "sub").PadRight(sub)}  {Text(practitioner, "name").PadRight(person)}  {Text(practitioner, "title")}";
        }

        if (officers.Count > 0)
        {
            yield return $"and {officers.Count} information governance officers, such as {Text(officers[0], "sub")}: they look in the ledger";
        }
    }

    private void Print(JsonNode? journey) => Console.WriteLine($$"""

        # {{Text(journey, "journey")}}
        # You should see: {{Text(journey, "expect")}}
        token=$(curl -sS {{address}}/development/tokens -H 'Content-Type: application/json' \
          -d '{"practitioner":"{{Text(journey, "practitioner")}}"}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
        curl -sS {{address}}/v1/checks -H "Authorization: Bearer $token" -H "X-Request-ID: {{RequestId}}" -H 'Content-Type: application/json' \
          -d '{{Question(journey)}}'
        """);

    private string Question(JsonNode? journey) => new JsonObject
    {
        ["child"] = new JsonObject { ["nhsNumber"] = Text(journey, "nhsNumber"), ["dateOfBirth"] = Text(journey, "dateOfBirth") },
        ["purpose"] = Text(journey, "purpose"),
        ["items"] = Items(journey),
        ["deadlineMilliseconds"] = 3000,
    }.ToJsonString();

    private JsonNode Items(JsonNode? journey)
    {
        var asker = practitioners.First(practitioner => Text(practitioner, "sub") == Text(journey, "practitioner"));
        return questions.FirstOrDefault(question => Text(question, "roleWord") == Text(asker, "roleWord") && Text(question, "purpose") == Text(journey, "purpose"))
            ?["items"]?.DeepClone() ?? new JsonArray("plan-flag", "lead-social-worker");
    }

    private void PrintControl() => Console.WriteLine($$"""

        # Silence one emergency department, ask again, and bring everybody back:
        curl -sS -X PUT http://127.0.0.1:{{controlPort}}/control/agencies/brook-street-ed -H 'Content-Type: application/json' -d '{"fault":"silent"}'
        curl -sS -X DELETE http://127.0.0.1:{{controlPort}}/control/agencies

        Ctrl+C stops everything.
        """);

    private static string Text(JsonNode? node, string name) => (string?)node?[name] ?? "";

    private static JsonArray Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsArray();
}
