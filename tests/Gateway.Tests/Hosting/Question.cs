using System.Text.Json.Nodes;

namespace Gateway.Tests.Hosting;

/// <summary>One question to the service; the nurse's, for urgent care, unless said otherwise.</summary>
internal sealed record Question(TestChild Child, params string[] Items)
{
    public string Asker { get; init; } = "nurse";
    public string Purpose { get; init; } = "unscheduled-care";
    public Guid RequestId { get; init; } = Guid.NewGuid();
    public int? Deadline { get; init; }
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
