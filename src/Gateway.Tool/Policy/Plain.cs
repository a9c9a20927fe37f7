namespace Gateway.Tool.Policy;

/// <summary>Text from a file or its name, without anything that a terminal would obey.</summary>
internal static class Plain
{
    public static string Text(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
