using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Retention;

/// <summary>An extract as an officer asks for it: of one child, or of the children of one family, each with a colleague's agreement where one is needed.</summary>
internal sealed record ExtractAsked(ImmutableArray<SearchQuestion> Children, bool ForFamily)
{
    public const int Most = 8;

    public static readonly string[] Known = ["children", "reason", "extract"];

    /// <summary>The question, or null with what is wrong with it.</summary>
    public static ExtractAsked? Read(JsonElement body, Practitioner who, DateOnly today, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("children", out var children) || children.ValueKind != JsonValueKind.Array || children.GetArrayLength() is 0 or > Most)
        {
            faults.Add(new FieldFault("children", "Name one child, or up to eight children of one family."));
            return null;
        }

        var questions = ImmutableArray.CreateBuilder<SearchQuestion>();
        var number = 0;
        foreach (var child in children.EnumerateArray())
        {
            var found = new List<FieldFault>();
            if (One(body, child) is not { } one) found.Add(new FieldFault("child", "Send one object with the child, and a colleague's agreement where there is one."));
            else if (SearchQuestion.Read(one, who, today, found) is { } question) questions.Add(question);
            faults.AddRange(found.Select(fault => fault.Field is "reason" or "extract" ? fault : fault with { Field = $"children[{number}].{fault.Field}" }).Where(fault => !faults.Contains(fault)));
            number++;
        }

        return faults.Count == 0 ? new ExtractAsked(questions.ToImmutable(), questions[0].ForFamily) : null;
    }

    // As a search of the ledger is asked for, so that one reading and one screening is all there is.
    private static JsonElement? One(JsonElement body, JsonElement child)
    {
        if (child.ValueKind != JsonValueKind.Object || child.EnumerateObject().Any(member => member.Name is not ("child" or "agreement")) || !child.TryGetProperty("child", out _)) return null;
        using var document = JsonDocument.Parse(JsonBytes.Of(json =>
        {
            foreach (var member in child.EnumerateObject().Concat(body.EnumerateObject().Where(member => member.Name is "reason" or "extract"))) member.WriteTo(json);
        }));
        return document.RootElement.Clone();
    }
}
