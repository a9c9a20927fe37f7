using System.Text.Json.Nodes;
using Gateway.Rules.Identifiers;

namespace Gateway.Tests.Hosting;

/// <summary>A made-up child. The first postcode is where they live now; those after ended in the given month.</summary>
internal sealed record TestChild(string Number, DateOnly Born, string Postcode = "ZA1 1AA", bool Protected = false)
{
    public string Given { get; init; } = "Givenmark";

    public string Family { get; init; } = "Familymark";

    /// <summary>Nobody: whoever is shown this child was guessing.</summary>
    public bool Canary { get; init; }

    public IReadOnlyList<(string Postcode, DateOnly From, DateOnly? To)> Before { get; init; } = [];

    /// <summary>Members of the child's line beside the usual, or in place of them: aliases, sealed identities, further numbers.</summary>
    public JsonObject? Also { get; init; }

    /// <summary>The n-th child, three years old, of Aldersham unless said otherwise.</summary>
    public static TestChild Of(int n, string postcode = "ZA1 1AA", bool isProtected = false) => new(NumberOf(n), new DateOnly(2023, 3, 4), postcode, isProtected);

    public static string NumberOf(int n)
    {
        for (long first = 999_000_000 + n * 11L; ; first++)
            if (NhsNumber.TryFromFirstNine(first, out var number)) return number.Digits;
    }
}
