using Gateway.Federation.Verified;
using Gateway.Rules.Federation;

namespace Gateway.Federation.Calls;

/// <summary>What came back: a body, or a reason why there is none.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <param name="Signature">What was given with it; whoever hands a body on has checked it.</param>
    public sealed record Body(ReadOnlyMemory<byte> Bytes, AnswerSignature Signature) : Reply;

    /// <param name="Reached">How far the question got.</param>
    public sealed record Nothing(Because Because, Reached Reached) : Reply
    {
        /// <summary>How long the holder asked to be left alone.</summary>
        public TimeSpan? LeaveAlone { get; init; }
    }

    /// <summary>The holder settled nothing because something is wrong with it; neither an answer nor our own hurry.</summary>
    internal bool IsFailure => this is Nothing { Reached: Reached.Nobody or Reached.CutOff or Reached.Silence } or Nothing { Because: Because.NoReply };

    /// <summary>Something answered, whatever it was worth.</summary>
    internal bool IsWord => this is Body or Nothing { Reached: Reached.Answered, Because: not Because.NoReply };

    /// <summary>It never got there, or the connection broke under it: a holder takes a question sent again under its id as one question.</summary>
    internal bool MayBeSentAgain => this is Nothing { Reached: Reached.Nobody or Reached.CutOff };

    /// <summary>It may have got there, and whoever is there may have read it.</summary>
    internal bool MayHaveBeenRead => this is not Nothing { Reached: Reached.NotSent or Reached.Nobody };
}

/// <summary>How far a question got that has no usable answer.</summary>
public enum Reached
{
    /// <summary>It was not sent, and that is no fault of the holder.</summary>
    NotSent,

    /// <summary>There was no connection, so that it certainly was not read.</summary>
    Nobody,

    /// <summary>The connection broke; it may have been read.</summary>
    CutOff,

    /// <summary>Nothing came in a fair time.</summary>
    Silence,

    /// <summary>Whoever asked could not wait for a fair time.</summary>
    Hurried,

    /// <summary>Something came back, and it was no answer.</summary>
    Answered,
}
