using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Fhir;

/// <summary>A search in FHIR R4, its parameters in a body: an identifier stands in no address (README).</summary>
internal abstract class FhirConnector : Connector
{
    private const string Json = "application/fhir+json";

    // A hundred encounters with whatever else a server writes: what is refused for its size falls on those who attend most.
    private const int LargestAnswer = 1024 * 1024;

    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    public sealed override Posting Ask(CustodianQuestion question, CheckAsked asked)
    {
        var form = string.Join('&', Parameters(asked).Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}"));
        return new Posting(Encoding.ASCII.GetBytes(form))
        {
            Type = Form,
            Answer = Json,
            RequestId = asked.RequestId,
            Headers = Headers(asked.RequestId.ToString()),
            Once = true,
            Largest = LargestAnswer,
        };
    }

    public sealed override Heard Read(ReadOnlyMemory<byte> body, CustodianQuestion question, CheckAsked asked, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Resource);
            var answer = Read(document.RootElement, asked.Child);
            if (answer.IsBornAnotherDay) return new Heard.Nothing(Because.NotMatched);
            var otherwise = Otherwise(answer, question.Custodian);
            // Its own list points: the search goes by the number alone, under which it may not have the child.
            if (answer.Resources.IsEmpty && otherwise == CustodianSaid.NothingHeld && question.Pointed) return new Heard.Nothing(Because.NotMatched);
            // An empty answer of whoever leaves things out is no answer: a list of its own may speak in its place.
            if (answer.Resources.IsEmpty && otherwise.Because == Because.NotCovered) return new Heard.Nothing(Because.NotCovered);
            var say = Say(answer, otherwise, asked, now);
            return new Heard.Items(answer.AsOf, [.. question.Items.Select(say)]);
        }
        catch (Exception fault) when (StrictJson.IsFault(fault) || fault is ArgumentException)
        {
            return Heard.Rejected;
        }
    }

    protected abstract IEnumerable<(string Name, string Value)> Parameters(CheckAsked asked);

    protected abstract SearchAnswer Read(JsonElement bundle, ChildAsked child);

    /// <param name="otherwise">What is said of what is not there.</param>
    protected abstract Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, CheckAsked asked, DateTimeOffset now);

    protected static (string, string) OfPatient(CheckAsked asked) => ("patient:identifier", $"{FhirJson.NhsNumber}|{asked.Child.NhsNumber.Digits}");

    // Nothing is held only by whoever gives everything, and says that this is all of it.
    private static CustodianSaid Otherwise(SearchAnswer answer, Custodian custodian) =>
        !answer.IsWhole ? CustodianSaid.NotKnown(Because.RejectedUnverified)
        : custodian.UploadsEverything ? CustodianSaid.NothingHeld
        : CustodianSaid.NotKnown(Because.NotCovered);

    // Left out it would count as an unscheduled access, of which a council is told: it is always there, under both of its names.
    private static ImmutableArray<KeyValuePair<string, string>> Headers(string id) =>
    [
        new("Accept", Json), new("Prefer", "handling=strict"), new("X-Request-ID", id), new("X-Correlation-ID", id), new("TraceID", id),
        new("IsUnscheduledAccessEvent", "false"), new("IsUnscheduledEvent", "false"),
    ];
}
