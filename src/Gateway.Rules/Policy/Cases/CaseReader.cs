using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Rules.Policy.Cases;

/// <summary>
/// Reads one case of the policy case format. Strict: an unknown or missing member, an unknown word, or a member that stands
/// twice is a fault that names it, and every fault of a document is listed. Pure: the caller reads the file.
/// </summary>
public static class CaseReader
{
    /// <summary>The most bytes that one case may have.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostDepth = 8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a whole case.</summary>
    /// <param name="utf8">The text of the file, UTF-8.</param>
    /// <param name="vocabulary">The roles and reasons that the policies in question know.</param>
    public static CaseReading<PolicyCase> Read(ReadOnlyMemory<byte> utf8, CaseVocabulary vocabulary) =>
        Read(utf8, (root, faults) => Case(root, vocabulary, faults));

    /// <summary>Reads a <c>request</c> alone: the facts of one exported decision.</summary>
    public static CaseReading<CaseRequest> ReadRequest(ReadOnlyMemory<byte> utf8, CaseVocabulary vocabulary) =>
        Read(utf8, (root, faults) => new CaseRequestReader(vocabulary, faults).Read(new CaseMembers(root, "request", faults, CaseRequestReader.Known)));

    private static CaseReading<T> Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, CaseFaults, T?> read)
        where T : class
    {
        if (utf8.Length > MostBytes) return Faulty<T>($"has {utf8.Length} bytes, and may have {MostBytes}");
        if (utf8.Span.StartsWith(ByteOrderMark)) utf8 = utf8[ByteOrderMark.Length..];
        if (!Utf8.IsValid(utf8.Span)) return Faulty<T>("is not UTF-8 text");
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostDepth });
            var faults = new CaseFaults();
            var value = read(document.RootElement, faults);
            return faults.Any || value is null ? Faulty<T>([.. faults.All]) : new CaseReading<T>.Valid(value);
        }
        catch (JsonException)
        {
            return Faulty<T>($"is not JSON, or is nested deeper than {MostDepth}");
        }
        catch (InvalidOperationException)
        {
            return Faulty<T>("holds half of a character");
        }
    }

    private static CaseReading<T>.Faulty Faulty<T>(params ReadOnlySpan<string> faults) => new([.. faults]);

    private static PolicyCase? Case(JsonElement root, CaseVocabulary vocabulary, CaseFaults faults)
    {
        var all = new CaseMembers(root, "", faults, ["id", "title", "situation", "request", "sources", "expect", "expectNotes", "why"]);
        var request = all.Object("request", CaseRequestReader.Known) is { } asked ? new CaseRequestReader(vocabulary, faults).Read(asked) : null;
        var read = new PolicyCase(
            all.Line("id"), all.Line("title"), all.Text("situation"), request!, CaseSourceReader.Read(all),
            new CaseExpectationReader(vocabulary, faults).Read(all, request?.Facts.Items), all.Words("expectNotes", CaseWords.Notes, "an obligation"), all.Text("why"));
        return request is null ? null : read;
    }
}
