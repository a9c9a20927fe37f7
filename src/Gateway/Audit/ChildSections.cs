using System.Text.Json;
using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Audit;

internal static class ChildSections
{
    /// <summary>A section about the child as the asker named them.</summary>
    public static ChildSection Section(this ChildAsked child, RetentionClass retention, Action<Utf8JsonWriter> write) =>
        new(JsonBytes.Of(write), child.NhsNumber, child.DateOfBirth, retention);
}
