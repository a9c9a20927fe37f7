using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Asks.Pages;

/// <summary>An answer as it was typed, and as the body that the same handler takes from an agency's system.</summary>
public sealed record TypedAnswer(string Answer, ImmutableArray<(Item Item, string Form)> Forms, string Reason, string ToAsker)
{
    public const string AnswerBox = "answer";
    public const string ReasonBox = "reason";
    public const string ToAskerBox = "toAsker";

    public static readonly TypedAnswer Empty = new("", [], "", "");

    public static string ItemBox(Item item) => "item-" + item.Word();

    public static TypedAnswer From(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(Typed(form, AnswerBox), [.. ItemWords.All.Select(item => (item, Typed(form, ItemBox(item)))).Where(one => one.Item2.Length > 0)], Typed(form, ReasonBox), Typed(form, ToAskerBox));
    }

    public string FormOf(Item item) => Forms.FirstOrDefault(one => one.Item == item).Form ?? "";

    public JsonElement Body()
    {
        var body = new JsonObject { ["answer"] = Answer, ["reason"] = Reason };
        // What is written for nobody is not sent: with a release in full nothing is said to the asker unless something was typed.
        if (ToAsker.Trim().Length > 0 || Answer != "release") body["toAsker"] = ToAsker;
        if (Answer == "trim") body["items"] = new JsonArray([.. Forms.Select(one => new JsonObject { ["item"] = one.Item.Word(), ["form"] = one.Form })]);
        return JsonSerializer.SerializeToElement(body);
    }

    public static JsonElement Recusal(string reason) => JsonSerializer.SerializeToElement(new JsonObject { ["conflictOfInterest"] = true, ["reason"] = reason });

    /// <summary>What the handler found wrong, at the boxes of the page.</summary>
    internal ImmutableArray<FieldFault> OnPage(IEnumerable<FieldFault> faults, Ask ask) => [.. faults.Select(fault => OnPage(fault, ask)).DistinctBy(fault => fault.Field)];

    private FieldFault OnPage(FieldFault fault, Ask ask) => fault.Field.Split('[')[0] switch
    {
        AnswerBox => new FieldFault(AnswerBox, "Select what you decide"),
        "items" when ask.AskedItems.Where(item => FormOf(item) is not ("whole" or "minimal" or "none")).Select(item => (Item?)item).FirstOrDefault() is { } open =>
            new FieldFault(ItemBox(open), $"Select whether this goes: {open.Name()}"),
        "items" => new FieldFault(ItemBox(ask.AskedItems.First()), fault.Words),
        _ => fault,
    };

    // A body has a limit, and so has a box.
    private static string Typed(IFormCollection form, string box) => form[box].ToString() is var text && text.Length <= 2 * WorkAnswers.LongestText ? text : text[..(2 * WorkAnswers.LongestText)];
}
