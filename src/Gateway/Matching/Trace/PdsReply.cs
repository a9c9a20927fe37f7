using System.Collections.Immutable;

namespace Gateway.Matching.Trace;

/// <summary>What the national service said. Only two of these say that there is no such child: a search with nobody in it, and a number that never was.</summary>
internal abstract record PdsReply
{
    private PdsReply() { }

    /// <summary>A record under a number.</summary>
    public sealed record Record(PdsPatient Patient) : PdsReply;

    /// <summary>Whom a search found: one, or nobody. With each its score, which is kept and decides nothing.</summary>
    public sealed record Found(ImmutableArray<(PdsPatient Patient, decimal Score)> Patients) : PdsReply;

    /// <summary>More than one fits. It comes with 200, like an answer.</summary>
    public sealed record TooMany : PdsReply
    {
        public static readonly TooMany Instance = new();

        private TooMany() { }
    }

    /// <summary>The number was never given out.</summary>
    public sealed record NotFound : PdsReply
    {
        public static readonly NotFound Instance = new();

        private NotFound() { }
    }

    /// <summary>No answer about anybody.</summary>
    public sealed record Fault(LookFault Why) : PdsReply;
}
