using System.Text.Json;

namespace Gateway.Federation.Fhir;

/// <summary>
/// Looks through the whole of an answer, resources within resources included, for what may change the meaning of anything else: a
/// modifier or a set of rules that we do not know, and an outcome that is a failure.
/// </summary>
internal static class Outcomes
{
    /// <summary>True where something in it is warned of; throws where it is not to be used.</summary>
    public static bool Warn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => OfObject(element),
        JsonValueKind.Array => element.EnumerateArray().Aggregate(false, (warned, one) => Warn(one) || warned),
        _ => false,
    };

    private static bool OfObject(JsonElement element)
    {
        var warned = element.Maybe("resourceType") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("OperationOutcome") && IsWarning(element);
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("modifierExtension") || member.NameEquals("implicitRules")) throw new FormatException();
            warned |= Warn(member.Value);
        }

        return warned;
    }

    // A success may be told as information; whatever else it says, and be it nothing, is no success.
    private static bool IsWarning(JsonElement outcome)
    {
        var severities = outcome.Each("issue").Select(issue => issue.Word("severity")).ToArray();
        if (severities.Length == 0 || severities.Any(severity => severity is not ("warning" or "information"))) throw new FormatException();
        return severities.Contains("warning");
    }
}
