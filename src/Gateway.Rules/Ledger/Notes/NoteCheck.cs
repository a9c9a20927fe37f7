using System.Collections.Immutable;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>What the known keys say of a note (C2SP signed-note, "Signatures"): signatures of unknown keys are passed over, one bad signature of a known key condemns the note.</summary>
public abstract record NoteCheck
{
    private NoteCheck() { }

    /// <summary>At least one known key signed it, and no signature of a known key is bad.</summary>
    /// <param name="By">The signatures that hold, one for each key, in the order of the note.</param>
    public sealed record Holds(ImmutableArray<CheckedSignature> By) : NoteCheck;

    /// <summary>A signature that names this known key was not made by it.</summary>
    public sealed record BadSignature(NoteVerifier Key) : NoteCheck;

    /// <summary>No known key signed it.</summary>
    public sealed record NoKnownKey : NoteCheck;

    /// <summary>Checks a note.</summary>
    /// <param name="note">The note; its text is to be ignored unless the answer is <see cref="Holds"/>.</param>
    /// <param name="known">The keys, no two of them with the same name and id.</param>
    public static NoteCheck Of(Note note, IReadOnlyCollection<NoteVerifier> known)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(known);
        var held = ImmutableArray.CreateBuilder<CheckedSignature>();
        foreach (var signature in note.Signatures)
        {
            if (known.FirstOrDefault(k => k.Made(signature)) is not { } key) continue;
            if (!key.Verifies(note.Text.Span, signature.Bytes.Span)) return new BadSignature(key);
            if (held.All(h => h.Key != key)) held.Add(new CheckedSignature(key, signature));
        }

        return held.Count == 0 ? new NoKnownKey() : new Holds(held.ToImmutable());
    }
}
