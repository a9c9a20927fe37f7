using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Gateway.Tool.Synthetic;

/// <summary>The options of <c>synthetic generate</c>, each refused in a sentence when it does not read.</summary>
internal sealed class GenerateOptions
{
    public Option<int> Children { get; } = new("--children")
    {
        Description = "How many children, the demonstration cast included.",
        Required = true,
        CustomParser = result => Read(result, "a whole number of at least 1", (string text, out int n) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n > 0),
    };

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "The same seed gives the same children.",
        Required = true,
        CustomParser = result => Read(result, "a whole number", (string text, out ulong n) =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out n)),
    };

    public Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day that everything is told from, as 2026-11-22. Today in London unless given.",
        CustomParser = result => Read(result, "a date such as 2026-11-22, from 1950 to 2200", (string text, out DateOnly? date) =>
        {
            var reads = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            date = day;
            return reads && day.Year is >= 1950 and <= 2200;
        }),
    };

    public Option<string?> Register { get; } = new("--register") { Description = "The register of agencies. The demonstration's unless given." };

    public Option<string?> Postcodes { get; } = new("--postcodes") { Description = "Postcode districts of the councils. The file beside the register unless given." };

    public Option<bool> Measurement { get; } = new("--measurement") { Description = "Allow numbers beyond the 999 range, and put every child in a department." };

    public Option<string> Out { get; } = new("--out") { Description = "The folder to write to.", Required = true };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Say nothing unless it fails." };

    public IEnumerable<Option> All => [Children, Seed, AsOf, Register, Postcodes, Measurement, Out, Quiet];

    private delegate bool TryRead<T>(string text, out T value);

    private static T? Read<T>(ArgumentResult result, string wanted, TryRead<T> read)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (read(text, out var value)) return value;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be {wanted}: \"{text}\" is not.");
        return default;
    }
}
