using System.Collections.Immutable;

namespace Gateway.Agencies;

/// <summary>A health-visiting, school-nursing or maternity service of an NHS trust: which children may be its own. Whether one is says its own system.</summary>
/// <param name="Role">Of its people, as the sharing matrix has it.</param>
/// <param name="Areas">The council areas whose children it has.</param>
/// <param name="Practices">The practices whose children it has, wherever they live.</param>
public sealed record ChildService(string Role, ImmutableArray<string> Areas, ImmutableArray<string> Practices);
