using System.Collections.Immutable;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>A section on its way. It is sealed again only where its place on a trail turned out to be another.</summary>
/// <param name="body">The section's own bytes.</param>
/// <param name="key">The child's key; null for the common section.</param>
/// <param name="subjects">In the order of their kinds.</param>
internal sealed class PendingSection(ReadOnlyMemory<byte> body, SubjectKey? key, ImmutableArray<Subject> subjects)
{
    private readonly Trail[] _trails = new Trail[subjects.Length];

    public ReadOnlyMemory<byte> Body { get; } = body;

    public SubjectKey? Key { get; } = key;

    public ImmutableArray<Subject> Subjects { get; } = subjects;

    public ReadOnlySpan<Trail> Trails => _trails;

    /// <summary>Empty until it is sealed.</summary>
    public Memory<byte> Sealed { get; set; }

    /// <summary>Moves the section to its places.</summary>
    /// <returns>False where it stands there already.</returns>
    public bool Move(ReadOnlySpan<Trail> trails)
    {
        if (!Sealed.IsEmpty && trails.SequenceEqual(_trails)) return false;
        trails.CopyTo(_trails);
        return true;
    }
}
