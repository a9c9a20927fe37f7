using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Disclosure.Explain;

/// <summary>An explanation on the wire: sentences for the person who asked, a table for the person who checks.</summary>
internal static class WriteExplanation
{
    public static void ForAsker(Utf8JsonWriter json, Decision decision, ImmutableArray<ItemForAsker> items)
    {
        WritePolicy(json, decision.PolicyVersion, Convert.ToHexStringLower(decision.PolicyHash.Span));
        json.WriteStartArray("items"u8);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item.Item.Word());
            json.WriteString("outcome"u8, item.Outcome.Word());
            json.WriteString("what"u8, item.What);
            json.WriteString("why"u8, item.Why);
            json.WriteString("nextStep"u8, item.NextStep);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void ForGovernance(Utf8JsonWriter json, ExplanationForGovernance all)
    {
        WritePolicy(json, all.PolicyVersion, all.PolicyHash);
        WriteQuestions(json, all.Questions);
        json.WriteStartArray("facts"u8);
        foreach (var fact in all.Facts)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, fact.Name);
            json.WriteString("value"u8, fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteItems(json, all.Items);
        json.WriteStartArray("obligations"u8);
        foreach (var sentence in all.Obligations) json.WriteStringValue(sentence);
        json.WriteEndArray();
        if (all.Basis is { } basis) WriteBasis(json, basis);
    }

    public static void WriteBasis(Utf8JsonWriter json, LawfulBasis basis)
    {
        json.WriteStartObject("lawfulBasis"u8);
        json.WriteString("article6"u8, basis.Article6);
        json.WriteString("article9"u8, basis.Article9);
        json.WriteString("schedule1"u8, basis.Schedule1);
        json.WriteString("gateway"u8, basis.Gateway);
        json.WriteString("confidentiality"u8, basis.Confidentiality);
        json.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter json, string version, string hash)
    {
        json.WriteStartObject("policy"u8);
        json.WriteString("version"u8, version);
        json.WriteString("hash"u8, hash);
        json.WriteEndObject();
    }

    private static void WriteQuestions(Utf8JsonWriter json, ImmutableArray<QuestionAnswered> questions)
    {
        json.WriteStartArray("questions"u8);
        foreach (var question in questions)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, question.Id);
            json.WriteString("question"u8, question.Words);
            json.WriteString("answer"u8, question.Answer);
            WriteRules(json, question.Rules);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteItems(Utf8JsonWriter json, ImmutableArray<ItemForGovernance> items)
    {
        json.WriteStartArray("items"u8);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item.Item.Word());
            json.WriteString("outcome"u8, item.Outcome.Word());
            if (item.LeftOut) json.WriteBoolean("leftOut"u8, true);
            if (item.Emergency) json.WriteBoolean("emergency"u8, true);
            if (item.Justified) json.WriteBoolean("justified"u8, true);
            json.WriteStartObject("reason"u8);
            json.WriteString("code"u8, item.Reason.Code);
            json.WriteString("words"u8, item.Reason.Text);
            json.WriteString("source"u8, item.Reason.Source);
            json.WriteEndObject();
            WriteRules(json, item.Rules);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRules(Utf8JsonWriter json, ImmutableArray<RuleTerms> rules)
    {
        json.WriteStartArray("rules"u8);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, rule.Id);
            json.WriteString("name"u8, rule.Name);
            json.WriteString("words"u8, rule.Words);
            json.WriteString("citation"u8, rule.Citation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
