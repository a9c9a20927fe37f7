using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Simulator;

/// <summary>The parameters of a search that came in a body.</summary>
internal sealed record SearchForm(string Text, IReadOnlyDictionary<string, string> Values)
{
    public const string Content = "application/x-www-form-urlencoded";
    private const string Number = "https://fhir.nhs.uk/Id/nhs-number|";

    public static bool Is(HttpContext context) => context.Request.ContentType == Content;

    public static SearchForm Read(ReadOnlySequence<byte> body)
    {
        var text = Encoding.ASCII.GetString(body);
        var values = QueryHelpers.ParseQuery(text);
        if (values.Values.Any(given => given.Count != 1)) throw new RefusedException("body", "gives a parameter twice");
        return new SearchForm(text, values.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>Refuses whatever this search does not know, as a server does that is asked to be strict.</summary>
    public void Only(params ReadOnlySpan<string> known)
    {
        foreach (var name in Values.Keys)
            if (!known.Contains(name)) throw new RefusedException("body", "has a parameter that this search does not know");
    }

    public string NhsNumber(string parameter) =>
        Values.GetValueOrDefault(parameter) is { } value && (parameter == "patient" ? value : value.StartsWith(Number, StringComparison.Ordinal) ? value[Number.Length..] : "") is var number && ChildKey.IsNumber(number)
            ? number
            : throw new RefusedException(parameter, "is not an NHS number");
}

/// <summary>One search as it came, for a test to read.</summary>
public sealed record SearchAsked(string Custodian, string Address, string Body, IReadOnlyDictionary<string, string> Headers);
