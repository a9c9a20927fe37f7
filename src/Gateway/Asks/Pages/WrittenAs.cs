using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Disclosure.Pages;
using Gateway.Rules.Policy;

namespace Gateway.Asks.Pages;

/// <summary>The reason that the asker wrote, line by line, under the questions that they answered.</summary>
public sealed record WrittenAs(ImmutableArray<(string Asked, string Said)> Lines)
{
    public static WrittenAs Of(Ask ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        using var kept = JsonDocument.Parse(ask.Justification);
        var said = kept.RootElement.GetProperty("justification");
        string Text(string name) => said.GetProperty(name).GetString() ?? "";
        string Level(string name) => WrittenReason.LevelWords[said.GetProperty(name).GetInt32()];
        return new(
        [
            ("The decision that they are making", DecisionSupportedWords.TryRead(Text("supports"), out var decision) ? PageWords.Of(decision) : Text("supports")),
            ("Why less will not do", Text("whyNotLess")),
            ("What could happen if they wait", Text("whatIfWait")),
            ("Risk to the child if it is not shared", Level("ifNotShared")),
            ("What they saw or heard", Text("ifNotSharedReason")),
            ("Risk if it is shared", Level("ifShared")),
            ("What makes it that level", Text("ifSharedReason")),
        ]);
    }
}
