using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Checkpoints;

/// <summary>A checkpoint with the signatures under it. Whether these hold is for <see cref="Witnessing.WitnessPolicy"/> to say.</summary>
/// <param name="Checkpoint">What the note's text says.</param>
/// <param name="Note">The text and its signatures, byte for byte as they were read.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, Note Note)
{
    /// <summary>Signs a checkpoint with each of these keys.</summary>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, params IEnumerable<NoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var text = checkpoint.ToText();
        return new SignedCheckpoint(checkpoint, new Note(text, [.. signers.Select(s => s.Sign(text))]));
    }

    /// <summary>Reads a checkpoint as it is sent and kept.</summary>
    /// <param name="bytes">Exactly one signed note.</param>
    /// <param name="head">The checkpoint when the answer is <see cref="CheckpointFault.None"/>.</param>
    public static CheckpointFault Read(ReadOnlySpan<byte> bytes, out SignedCheckpoint? head)
    {
        head = null;
        if (Note.Read(bytes, out var note) != NoteFault.None) return CheckpointFault.NotANote;
        var fault = Checkpoint.Read(note!.Text.Span, out var checkpoint);
        if (fault == CheckpointFault.None) head = new SignedCheckpoint(checkpoint!, note);
        return fault;
    }

    /// <summary>The same checkpoint with more signatures.</summary>
    public SignedCheckpoint With(params IEnumerable<NoteSignature> more) => this with { Note = Note.With(more) };

    /// <summary>The note's bytes, as they are sent and kept.</summary>
    public byte[] ToBytes() => Note.ToBytes();
}
