using System.Globalization;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>Our own contract: one question with its id and its items, and an answer that has all of them.</summary>
internal sealed class NativeConnector : Connector
{
    public override Posting Ask(CustodianQuestion question, CheckAsked asked) => new(JsonBytes.Of(json =>
    {
        json.WriteString("requestId"u8, asked.RequestId);
        json.WriteString("purpose"u8, asked.Purpose.Word());
        AskCustodians.WriteChild(json, asked.Child);
        json.WriteStartArray("items"u8);
        foreach (var item in question.Items) json.WriteStringValue(item.Word());
        json.WriteEndArray();
        json.WriteString("since"u8, asked.Since.ToString("O", CultureInfo.InvariantCulture));
    }));

    public override Heard Read(ReadOnlyMemory<byte> body, CustodianQuestion question, CheckAsked asked, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        var adult = asked.Child.AgeOn(today) >= 18;
        return ReadCustodianAnswer.From(body, asked.RequestId, question, adult, today) is var (asOf, items, record) ? new Heard.Items(asOf, items) { Record = record } : Heard.Rejected;
    }
}
