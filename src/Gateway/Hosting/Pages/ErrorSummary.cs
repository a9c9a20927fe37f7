using System.Collections.Immutable;
using Gateway.Disclosure;

namespace Gateway.Hosting.Pages;

/// <summary>What is wrong with a form: each fault links to its field and says there the same words.</summary>
/// <param name="Faults">Field is the id of the input to go to.</param>
public sealed record ErrorSummary(ImmutableArray<FieldFault> Faults);
