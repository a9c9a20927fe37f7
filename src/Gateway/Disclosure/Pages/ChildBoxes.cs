using System.Collections.Immutable;

namespace Gateway.Disclosure.Pages;

/// <summary>The boxes in which a child is named, with what was typed and what is wrong with it.</summary>
/// <param name="Wrong">The boxes of the date that need another look.</param>
internal sealed record ChildBoxes(CheckForm Typed, string? Number, string? Birth, ImmutableArray<string> Wrong);
