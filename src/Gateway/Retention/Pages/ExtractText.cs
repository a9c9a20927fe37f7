using System.Text;
using System.Text.Json;

namespace Gateway.Retention.Pages;

/// <summary>What a record says, in lines that a person can read.</summary>
internal static class ExtractText
{
    public static string Of(JsonElement content)
    {
        var text = new StringBuilder();
        Write(text, content, 0);
        return text.ToString().Trim();
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    text.Append('\n').Append(' ', depth * 2).Append(KindWords.Sentence(member.Name)).Append(": ");
                    Write(text, member.Value, depth + 1);
                }

                break;
            case JsonValueKind.Array:
                foreach (var one in value.EnumerateArray())
                {
                    text.Append('\n').Append(' ', depth * 2).Append("- ");
                    Write(text, one, depth + 1);
                }

                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetBoolean() ? "yes" : "no");
                break;
            case var _:
                text.Append(value.ToString());
                break;
        }
    }
}
