using System.Collections.Immutable;

namespace Gateway.Asks.Pages;

/// <summary>One table of the list.</summary>
/// <param name="None">What stands where there are none.</param>
public sealed record AskTable(AskPage Page, string Title, string Name, string None, ImmutableArray<Ask> Asks);
