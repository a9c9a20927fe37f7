using System.Globalization;
using System.Text;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Trace;

/// <summary>One search: the rule that it follows, for the record, and what is looked for, as it stands in the address.</summary>
/// <param name="ByName">It asks for the given name too: if it fits several, somebody of that name is not seen.</param>
internal sealed record PdsSearch(string Rule, string Question, bool ByName)
{
    /// <summary>Only the rule: the rest names a child.</summary>
    public override string ToString() => Rule;
}

/// <summary>Puts a search together. Every value is escaped; a star is only ever ours, as whoever types one is turned away.</summary>
internal sealed class BuildSearch(string rule)
{
    // Whoever is let in as an application may ask for one unique match alone.
    private readonly StringBuilder _question = new("?_max-results=1");
    private bool _byName;

    public BuildSearch Given(string name, int letters = int.MaxValue)
    {
        _byName = true;
        return With("given", Begins(name, letters));
    }

    public BuildSearch Family(string name) => With("family", name);

    public BuildSearch Born(DateOnly day) => With("birthdate", "eq" + Iso(day));

    public BuildSearch BornWithin(DateOnly from, DateOnly to) => With("birthdate", "ge" + Iso(from)).With("birthdate", "le" + Iso(to));

    public BuildSearch Place(string postcode, int letters = int.MaxValue) => With("address-postalcode", Begins(postcode, letters));

    public BuildSearch Sex(Sexes sex) => With("gender", sex == Sexes.Female ? "female" : "male");

    public BuildSearch History() => With("_history", "true");

    public BuildSearch Fuzzy() => With("_fuzzy-match", "true");

    public BuildSearch Exact() => With("_exact-match", "true");

    public PdsSearch Done() => new(rule, _question.ToString(), _byName);

    private BuildSearch With(string name, string value)
    {
        _question.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    private static string Begins(string text, int letters) => text.Length > letters ? text[..letters] + "*" : letters == int.MaxValue ? text : text + "*";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
