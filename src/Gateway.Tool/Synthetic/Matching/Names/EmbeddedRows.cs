using System.Globalization;

namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>The rows of a table that travels inside the tool, without its header.</summary>
internal static class EmbeddedRows
{
    public static IEnumerable<string[]> Of(string resource)
    {
        using var stream = typeof(EmbeddedRows).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line) yield return line.Split(',');
    }

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static double Share(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
