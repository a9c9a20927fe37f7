using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Rules.Matching.Cases;

/// <summary>What came of reading a case.</summary>
public abstract record MatchingCaseReading
{
    private MatchingCaseReading() { }

    /// <summary>It can be run.</summary>
    public sealed record Valid(MatchingCase Case) : MatchingCaseReading;

    /// <summary>It cannot; what is wrong, naming the member or the value.</summary>
    public sealed record Faulty(string Fault) : MatchingCaseReading;
}

/// <summary>Reads a case from a line of a case file. Strict: an unknown member, an unknown word or a number that is none is a fault that names it.</summary>
public static class ReadMatchingCase
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads one line.</summary>
    public static MatchingCaseReading From(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CaseForm>(line, Strict) is { } form
                ? new MatchingCaseReading.Valid(Made(form))
                : new MatchingCaseReading.Faulty("it is null");
        }
        catch (JsonException fault)
        {
            return new MatchingCaseReading.Faulty(fault.Message);
        }
        catch (CaseFaultException fault)
        {
            return new MatchingCaseReading.Faulty(fault.Message);
        }
    }

    private static MatchingCase Made(CaseForm form)
    {
        if (HasNull(form)) throw new CaseFaultException("a list has null in it");
        var keys = form.Index.Select(held => held.Key).ToImmutableArray();
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Length) throw new CaseFaultException("index: a key stands twice");
        if (form.Child is not null && !keys.Contains(form.Child)) throw new CaseFaultException($"child: there is no {form.Child} in the index");
        return new MatchingCase(
            form.Id, form.Title, [.. form.Index.Select((held, at) => new CaseHeld(held, keys).Made(at))], CaseQuestion.Of(form.Query),
            Word("expect", form.Expect), form.Child, [.. form.AlsoOk.Select(word => Word("also_ok", word))])
        {
            MustNot = form.MustNot,
            SourcesDown = form.Query.SourcesDown.Any(string.IsNullOrWhiteSpace) ? throw new CaseFaultException("query.sources_down: a source has no name") : [.. form.Query.SourcesDown],
        };
    }

    // A reader minds null as a member and not as an entry of a list.
    private static bool HasNull(CaseForm form) =>
        form.Index.Any(held => held is null || new object?[][] { held.Local, held.Flags, held.Aliases, held.SexHistory, held.PostcodeHistory, held.NhsHistory, held.UpnHistory, held.DoNotLink }.Any(list => list.Contains(null)))
        || form.AlsoOk.Contains(null);

    private static MatchedAs Word(string member, string word) =>
        MatchedAsWords.TryRead(word, out var matched) ? matched : throw new CaseFaultException($"{member}: {word} is none of the answers");
}

/// <summary>A case that says what it may not.</summary>
internal sealed class CaseFaultException(string message) : Exception(message);
