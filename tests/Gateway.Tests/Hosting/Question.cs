using System.Text.Json.Nodes;

namespace Gateway.Tests.Hosting;

/// <summary>One question to the service; the nurse's, for urgent care, unless said otherwise.</summary>
internal sealed record Question(TestChild Child, params string[] Items)
{
    public string Asker { get; init; } = "nurse";
    public string Purpose { get; init; } = "unscheduled-care";
    public Guid RequestId { get; init; } = Guid.NewGuid();

    // What is no test of silence waits longer than anybody would: half of it is for the asker's own agency, and a busy machine is no agency that does not answer.
    public int? Deadline { get; init; } = 8_000;

    public JsonObject? Justification { get; init; }
    public JsonObject? Emergency { get; init; }
    public bool Conflict { get; init; }

    public JsonObject Json()
    {
        var body = new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = Child.Number, ["dateOfBirth"] = Child.Born.ToString("yyyy-MM-dd") },
            ["purpose"] = Purpose,
            ["items"] = new JsonArray([.. Items.Select(item => JsonValue.Create(item))]),
        };
        if (Deadline is { } deadline) body["deadlineMilliseconds"] = deadline;
        if (Justification is { } said) body["justification"] = said.DeepClone();
        if (Emergency is { } declared) body["emergency"] = declared.DeepClone();
        if (Conflict) body["conflictOfInterest"] = true;
        return body;
    }

    public string Body() => Json().ToJsonString();
}
