using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>A written reason in the words of the wire, as it was sent.</summary>
internal static class WriteJustification
{
    public static void To(Utf8JsonWriter json, Justification said)
    {
        json.WriteStartObject("justification"u8);
        json.WriteString("supports"u8, said.Supports.Word());
        json.WriteString("whyNotLess"u8, said.WhyNotLess);
        json.WriteString("whatIfWait"u8, said.WhatIfWait);
        json.WriteNumber("ifNotShared"u8, said.IfNotShared);
        json.WriteString("ifNotSharedReason"u8, said.IfNotSharedReason);
        json.WriteNumber("ifShared"u8, said.IfShared);
        json.WriteString("source"u8, ReadReasons.WordOf(said.Source));
        json.WriteString("ifSharedReason"u8, said.IfSharedReason);
        if (said.DecideWithin is { } within) json.WriteNumber("decideWithinMinutes"u8, (int)within.TotalMinutes);
        json.WriteEndObject();
    }
}
